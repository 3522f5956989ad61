package io.workgrid.engine.shared;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a process remembers of shared objects, by key: of the last {@value #MOST} that were used. Jobs come and go, each with objects of
 * its own, and nobody says here that they are gone.
 */
final class Recent {
    static final int MOST = 10_000;

    private Recent() {}

    /**
     * Such a memory, for any thread.
     *
     * @param idle whether one may be forgotten now; else another goes, that was used later
     */
    static <V> Map<String, V> memory(Predicate<V> idle) {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                Iterator<V> oldestFirst = values().iterator();
                while (size() > MOST && oldestFirst.hasNext()) {
                    if (idle.test(oldestFirst.next())) {
                        oldestFirst.remove();
                    }
                }
                return false; // done already
            }
        });
    }
}
