package io.workgrid.engine.page;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive items of one lease that have an outcome: what happened to each, and the results. Stored under (job, first); the client
 * walks from block to block. Immutable.
 *
 * @param head what happened
 * @param values the results of the DONE items, in order, in bytes
 */
public record ResultBlock(Head head, byte[] values) {

    /**
     * What happened to the items of a block; kept longer than the results.
     *
     * @param fence the lease's; a write under an older one is refused
     * @param first the first item's index
     * @param count how many items
     * @param attempt which try this was
     * @param node where it ran
     * @param worker the worker's number there
     * @param startedMillis when the first item started, by the node's clock
     * @param ranNanos how long all of them took
     * @param allDone whether every item is DONE
     * @param items a line for each item, in bytes, see {@link BlockWriter}
     */
    public record Head(
            long fence,
            long first,
            int count,
            int attempt,
            String node,
            int worker,
            long startedMillis,
            long ranNanos,
            boolean allDone,
            byte[] items) {

        /** One past the last index. */
        public long end() {
            return first + count;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Head head && fence == head.fence && first == head.first && count == head.count;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(fence) * 31 + Long.hashCode(first);
        }
    }

    /** How many bytes it takes. */
    public long size() {
        return values.length + (long) head.items.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResultBlock block && head.equals(block.head) && Arrays.equals(values, block.values);
    }

    @Override
    public int hashCode() {
        return head.hashCode();
    }

    @Override
    public String toString() {
        return "results " + head.first + ".." + (head.end() - 1) + " fence " + head.fence + " in " + size() + " bytes";
    }
}
