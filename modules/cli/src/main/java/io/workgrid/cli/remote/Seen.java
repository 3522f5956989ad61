package io.workgrid.cli.remote;

import java.util.Map;
import java.util.TreeMap;

/** Indexes that came already, as ranges: small however many there are, as long as they come in rough order. For one thread. */
final class Seen {
    /** First index to the one behind the last. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    /** Notes an index; tells whether it is new. */
    boolean add(long index) {
        Map.Entry<Long, Long> below = ranges.floorEntry(index);
        if (below != null && index < below.getValue()) {
            return false;
        }
        long end = index + 1;
        Long joined = ranges.remove(end);
        long newEnd = joined == null ? end : joined;
        if (below != null && below.getValue() == index) {
            ranges.put(below.getKey(), newEnd);
        } else {
            ranges.put(index, newEnd);
        }
        return true;
    }
}
