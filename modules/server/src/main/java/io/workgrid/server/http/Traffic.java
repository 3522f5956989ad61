package io.workgrid.server.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** How many requests were answered, by the class of the answer. Any thread. */
public final class Traffic {
    private final LongAdder[] byClass = new LongAdder[6];

    public Traffic() {
        for (int n = 0; n < byClass.length; n++) {
            byClass[n] = new LongAdder();
        }
    }

    void add(int status) {
        byClass[Math.max(0, Math.min(byClass.length - 1, status / 100))].increment();
    }

    /** The counts so far: {@code 2xx}, {@code 4xx}, {@code 5xx}. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (int n = 2; n < byClass.length; n++) {
            counts.put(n + "xx", byClass[n].sum());
        }
        return counts;
    }
}
