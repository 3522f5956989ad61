package io.workgrid.core.ledger;

import org.jspecify.annotations.Nullable;

/** What of a ledger's spec may change while it lives: how much at once, how urgent, and whether it may begin. */
final class Tuning {
    private int parallelism;
    private int priority;
    private @Nullable String waits;
    private long tuned;

    Tuning(LedgerSpec spec) {
        parallelism = spec.parallelism();
        priority = spec.priority();
        waits = spec.waits();
    }

    /** Takes the number of a change; false if one with that number or a later one came before. */
    boolean tune(long number) {
        if (number <= tuned) {
            return false;
        }
        tuned = number;
        return true;
    }

    void parallelism(int leases) {
        parallelism = leases;
    }

    void priority(int to) {
        priority = to;
    }

    /** It waits no more; false if it did not. */
    boolean release() {
        boolean waited = waits != null;
        waits = null;
        return waited;
    }

    /** Takes over a stored ledger's. */
    void restore(int storedParallelism, int storedPriority, @Nullable String storedWaits, long storedTuned) {
        parallelism = storedParallelism;
        priority = storedPriority;
        waits = storedWaits;
        tuned = storedTuned;
    }

    int parallelism() {
        return parallelism;
    }

    /** Whether one more lease may be given beside so many. */
    boolean room(int live) {
        return parallelism == 0 || live < parallelism;
    }

    int priority() {
        return priority;
    }

    @Nullable
    String waits() {
        return waits;
    }

    /** The number of the last change. */
    long tuned() {
        return tuned;
    }
}
