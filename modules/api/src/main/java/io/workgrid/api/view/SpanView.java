package io.workgrid.api.view;

/**
 * A stretch of time in which one worker ran one chunk: the bar of a Gantt chart.
 *
 * @param node the node
 * @param worker the worker's number on it, from 0
 * @param firstIndex the chunk's first item
 * @param count how many items it ran
 * @param startedMillis ms since the epoch by the node's clock
 * @param durationNanos how long it took
 */
public record SpanView(String node, int worker, long firstIndex, int count, long startedMillis, long durationNanos) {}
