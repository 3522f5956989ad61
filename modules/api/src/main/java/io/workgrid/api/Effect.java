package io.workgrid.api;

/**
 * What a task does to the world, and so what may be done with an item whose attempt was lost with its node.
 */
public enum Effect {
    /** Nothing outside its result. A lost attempt is tried again. */
    PURE,
    /** Doing it twice is as good as doing it once. A lost attempt is tried again. The default. */
    IDEMPOTENT,
    /**
     * Doing it twice does harm. A lost attempt that may have started is UNKNOWN and never run again by itself; chunks hold one item.
     */
    UNSAFE
}
