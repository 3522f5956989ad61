package io.workgrid.hazelcast.store;

import io.workgrid.api.JobId;
import io.workgrid.engine.page.ItemPage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pages a node has read last: a page has many chunks. At most a sixteenth of the memory, or {@value #MOST_BYTES} bytes. Any thread may use it. */
final class Pages {
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final long mostBytes = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 16);
    private final Map<JobId, TreeMap<Long, ItemPage>> pages = new HashMap<>();
    private final Deque<Place> order = new ArrayDeque<>();
    private long bytes;

    private record Place(JobId job, long first, long bytes) {}

    @Nullable
    synchronized ItemPage find(JobId job, long index) {
        TreeMap<Long, ItemPage> ofJob = pages.get(job);
        Map.Entry<Long, ItemPage> entry = ofJob == null ? null : ofJob.floorEntry(index);
        return entry == null || entry.getValue().end() <= index ? null : entry.getValue();
    }

    synchronized void add(JobId job, ItemPage page) {
        if (pages.computeIfAbsent(job, absent -> new TreeMap<>()).putIfAbsent(page.first(), page) == null) {
            order.add(new Place(job, page.first(), page.bytes().length));
            bytes += page.bytes().length;
        }
        while (bytes > mostBytes) {
            drop(order.remove());
        }
    }

    private void drop(Place place) {
        bytes -= place.bytes;
        TreeMap<Long, ItemPage> ofJob = pages.get(place.job);
        if (ofJob != null) {
            ofJob.remove(place.first);
            if (ofJob.isEmpty()) {
                pages.remove(place.job);
            }
        }
    }
}
