package io.workgrid.engine.shared;

import io.workgrid.core.shared.Settled;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Numbers the calls of one session, and knows of which the answer has not arrived. Any thread may use it. */
final class Numbers {
    private final String session;
    private final Map<String, Open> byKey = new HashMap<>();
    private long last;

    /** The calls to one cell that are under way. */
    private static final class Open {
        private final TreeSet<Long> asked = new TreeSet<>();
        private final TreeSet<Long> waiting = new TreeSet<>();
    }

    Numbers(String session) {
        this.session = session;
    }

    String session() {
        return session;
    }

    /** The number of a new call. */
    synchronized long begin(String key) {
        byKey.computeIfAbsent(key, absent -> new Open()).asked.add(++last);
        return last;
    }

    /** The call waits in the cell, maybe for long. */
    synchronized void waits(String key, long seq) {
        Open open = byKey.get(key);
        if (open != null && open.asked.remove(seq)) {
            open.waiting.add(seq);
        }
    }

    /** The answer has arrived, or nobody wants it any more. */
    synchronized void end(String key, long seq) {
        Open open = byKey.get(key);
        if (open != null) {
            open.asked.remove(seq);
            open.waiting.remove(seq);
            if (open.asked.isEmpty() && open.waiting.isEmpty()) {
                byKey.remove(key);
            }
        }
    }

    /** Of the calls to a cell, those whose answers have arrived. */
    synchronized Settled settled(String key) {
        Open open = byKey.get(key);
        if (open == null) {
            return Settled.below(last + 1);
        }
        long below = open.asked.isEmpty() ? last + 1 : open.asked.first();
        return new Settled(
                below,
                open.waiting.headSet(below).stream().mapToLong(Long::longValue).toArray());
    }
}
