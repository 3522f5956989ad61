package io.workgrid.api.shared;

/**
 * A lock that its holder may take again, up to 1,000,000 times; it is free when it was released as often. All else as {@link SharedLock}. A second grant to
 * the same holder has the fence of the first.
 */
public interface SharedRLock extends SharedLock {

    /** How often the caller holds it; 0: not at all. */
    int depth();
}
