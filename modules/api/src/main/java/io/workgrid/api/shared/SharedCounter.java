package io.workgrid.api.shared;

import java.util.concurrent.CompletableFuture;

/**
 * A number of the grid, 0 at first. {@link Manager} says what holds for all shared objects. Each call is atomic; a sum that leaves the
 * range of {@code long} is refused as {@link io.workgrid.api.BadInputException}, and nothing is changed.
 *
 * <p>It changes at once, also from an attempt that fails later or is tried again: to count items, use
 * {@link io.workgrid.api.task.TaskContext#counter}.
 */
public interface SharedCounter extends SharedObject {

    /** Adds. What several threads of a process add at the same time goes to the counter together. Returns the new value. */
    long add(long amount);

    /** Adds one. Returns the new value. */
    default long increment() {
        return add(1);
    }

    /**
     * Adds without waiting. What a process adds while a call is under way is added up and goes in the next one, so this is the way to add
     * very often. A fenced handle adds up by itself.
     *
     * @return ends when the amount is in the counter, in the copies too; one future for all that goes in one call. What a process that
     *     dies has not yet sent is lost: it has not been acknowledged
     */
    CompletableFuture<Void> addAsync(long amount);

    /** Waits until everything that this process gave {@link #addAsync} of this counter so far is in. */
    void flush();

    /** The value. */
    long get();

    /** Sets. Returns the value before. */
    long set(long value);

    /** Sets if the value is that one. */
    boolean compareAndSet(long expected, long value);

    /** Sets to the smaller one of the value and that one. Returns the new value. */
    long min(long value);

    /** Sets to the larger one of the value and that one. Returns the new value. */
    long max(long value);

    /** The same counter, whose changes count only as long as the calling owner holds that lock; see {@link SharedDict#withFence}. */
    SharedCounter withFence(SharedLock lock);
}
