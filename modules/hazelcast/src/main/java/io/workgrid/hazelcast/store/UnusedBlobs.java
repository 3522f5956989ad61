package io.workgrid.hazelcast.store;

import com.hazelcast.map.IMap;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Removes blobs that nobody uses, and what uploads left behind that were never finished. Clocks of other machines are not trusted: a
 * thing is old when it has looked the same to this process for so long.
 */
final class UnusedBlobs {
    private final IMap<String, byte[]> map;
    private final Map<String, Sighting> sightings = new HashMap<>();

    private record Sighting(long state, long sinceNanos) {}

    UnusedBlobs(IMap<String, byte[]> map) {
        this.map = map;
    }

    synchronized void remove(Set<String> inUse, Duration olderThan) {
        Map<Boolean, List<String>> keys =
                map.keySet().stream().collect(Collectors.partitioningBy(key -> key.indexOf('#') < 0));
        Map<String, List<String>> uploads =
                keys.getOrDefault(false, List.of()).stream().collect(Collectors.groupingBy(UnusedBlobs::upload));
        Set<String> seen = new HashSet<>();
        for (String sha256 : keys.getOrDefault(true, List.of())) {
            BlobHead head = inUse.contains(sha256) ? null : head(sha256);
            if (head != null && old(sha256, head.usedMillis(), olderThan, seen)) {
                remove(sha256, head);
            }
        }
        uploads.forEach((upload, parts) -> {
            BlobHead head = head(upload.substring(0, upload.indexOf('#')));
            boolean whole = head != null && upload.endsWith('#' + Long.toHexString(head.upload()) + '#');
            if (!whole && old(upload, parts.size(), olderThan, seen)) {
                parts.forEach(map::delete);
            }
        });
        sightings.keySet().retainAll(seen);
    }

    private static String upload(String key) {
        return key.substring(0, key.lastIndexOf('#') + 1);
    }

    private @Nullable BlobHead head(String sha256) {
        byte[] bytes = map.get(sha256);
        return bytes == null ? null : BlobHead.of(bytes);
    }

    private boolean old(String what, long state, Duration olderThan, Set<String> seen) {
        seen.add(what);
        long now = System.nanoTime();
        Sighting since = sightings.merge(
                what, new Sighting(state, now), (before, fresh) -> before.state() == fresh.state() ? before : fresh);
        return now - since.sinceNanos() >= olderThan.toNanos();
    }

    /** First the head: who wants the blob from now on brings it again. Unless somebody has just asked for it. */
    private void remove(String sha256, BlobHead head) {
        if (map.remove(sha256, head.toBytes())) {
            for (int n = 0; n < head.parts(); n++) {
                map.delete(BlobParts.key(sha256, head.upload(), n));
            }
        }
    }
}
