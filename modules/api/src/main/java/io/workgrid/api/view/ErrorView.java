package io.workgrid.api.view;

import java.util.List;
import java.util.Map;

/**
 * Failed items of a job that failed for the same reason, by fingerprint.
 *
 * @param fingerprint equal for errors of one kind; stable between runs
 * @param example one of the errors
 * @param count how many items ended with it
 * @param items the first few indexes, in ascending order of when they were seen
 * @param nodes how many on each node
 * @param firstMillis when the first was seen, ms since the epoch
 * @param lastMillis when the last was seen
 * @param attempts the most attempts any of the items had
 */
public record ErrorView(
        String fingerprint,
        ItemError example,
        long count,
        List<Long> items,
        Map<String, Long> nodes,
        long firstMillis,
        long lastMillis,
        int attempts) {

    public ErrorView {
        items = List.copyOf(items);
        nodes = Map.copyOf(nodes);
    }
}
