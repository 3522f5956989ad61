package io.workgrid.api.view;

import org.jspecify.annotations.Nullable;

/**
 * What happened to one item.
 *
 * @param index position in the job's input, from 0
 * @param key the item's key, or {@code null} if none was given and none was kept
 * @param outcome how it ended
 * @param attempts how many attempts were made; 0 if it never started
 * @param node the node of the last attempt, or {@code null} if it never started or that is not known
 * @param worker the worker's number on that node, from 0; -1 where there is no node
 * @param startedMillis when the last attempt started, in ms since the epoch by the node's clock; 0 if it never started
 * @param durationNanos how long the last attempt took; 0 if it never started
 * @param error why it failed; {@code null} when {@link Outcome#DONE}
 * @param note a remark, as {@code skipped: done by an earlier run}, or {@code null}
 */
public record ItemView(
        long index,
        @Nullable String key,
        Outcome outcome,
        int attempts,
        @Nullable String node,
        int worker,
        long startedMillis,
        long durationNanos,
        @Nullable ItemError error,
        @Nullable String note) {}
