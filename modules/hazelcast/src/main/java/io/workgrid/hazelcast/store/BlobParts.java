package io.workgrid.hazelcast.store;

import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.core.MemberLeftException;
import com.hazelcast.core.OperationTimeoutException;
import com.hazelcast.map.IMap;
import com.hazelcast.spi.exception.RetryableException;
import com.hazelcast.spi.exception.TargetDisconnectedException;
import io.workgrid.engine.code.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of blobs in the map, some of them on their way at once. Each upload has parts of its own, so that one that was given up, or
 * another one of the same bytes, hurts nobody. Any thread may use it.
 */
final class BlobParts {
    static final int PART_BYTES = 1 << 20; // larger values make others wait
    private static final int MOST_ON_THE_WAY = 8;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = 50_000_000;

    private final IMap<String, byte[]> map;

    BlobParts(IMap<String, byte[]> map) {
        this.map = map;
    }

    static String key(String sha256, long upload, int part) {
        return upload(sha256, upload) + part;
    }

    /** How all parts of an upload begin. */
    static String upload(String sha256, long upload) {
        return sha256 + '#' + Long.toHexString(upload) + '#';
    }

    /** What was written, and the hash of it, which may not be that of before. */
    record Written(BlobHead head, String sha256) {}

    private record Sent(String key, byte[] bytes, CompletableFuture<Void> done) {}

    /** Writes what comes under a new upload. */
    Written write(String sha256, InputStream in) throws IOException {
        long upload = ThreadLocalRandom.current().nextLong();
        MessageDigest digest = Sha256.digest();
        Deque<Sent> onTheWay = new ArrayDeque<>();
        int parts = 0;
        long bytes = 0;
        try {
            for (byte[] part = in.readNBytes(PART_BYTES); part.length > 0; part = in.readNBytes(PART_BYTES)) {
                if (onTheWay.size() == MOST_ON_THE_WAY) {
                    arrive(onTheWay.remove());
                }
                String key = key(sha256, upload, parts);
                onTheWay.add(new Sent(key, part, map.setAsync(key, part).toCompletableFuture()));
                digest.update(part);
                bytes += part.length;
                parts++;
            }
            while (!onTheWay.isEmpty()) {
                arrive(onTheWay.remove());
            }
        } catch (IOException | RuntimeException e) {
            forget(sha256, upload, parts);
            throw e;
        }
        return new Written(new BlobHead(upload, parts, bytes, System.currentTimeMillis()), Sha256.hex(digest));
    }

    private void arrive(Sent part) {
        make(part.done()::join, () -> {
            map.set(part.key(), part.bytes());
            return null;
        });
    }

    private record Asked(int part, String key, CompletableFuture<byte @Nullable []> answer) {}

    /**
     * Hands the bytes over, in order.
     *
     * @return the first part that is missing; -1: all were there
     */
    int read(String sha256, BlobHead head, OutputStream out) throws IOException {
        Deque<Asked> onTheWay = new ArrayDeque<>();
        int next = 0;
        while (next < head.parts() || !onTheWay.isEmpty()) {
            while (next < head.parts() && onTheWay.size() < MOST_ON_THE_WAY) {
                String key = key(sha256, head.upload(), next);
                onTheWay.add(new Asked(next, key, map.getAsync(key).toCompletableFuture()));
                next++;
            }
            Asked first = onTheWay.remove();
            byte[] part = make(first.answer()::join, () -> map.get(first.key()));
            if (part == null) {
                return first.part();
            }
            out.write(part);
        }
        return -1;
    }

    /** Whether every part is there. */
    boolean complete(String sha256, BlobHead head) {
        for (int n = 0; n < head.parts(); n++) {
            String key = key(sha256, head.upload(), n);
            if (!Boolean.TRUE.equals(make(() -> map.containsKey(key)))) {
                return false;
            }
        }
        return true;
    }

    void forget(String sha256, long upload, int parts) {
        for (int n = 0; n < parts; n++) {
            map.removeAsync(key(sha256, upload, n)); // what is left of them is found by the clean-up
        }
    }

    /** A request that may be made twice, until it is answered. */
    static <T> @Nullable T make(Supplier<@Nullable T> request) {
        return make(request, request);
    }

    private static <T> @Nullable T make(Supplier<@Nullable T> first, Supplier<@Nullable T> again) {
        long end = System.nanoTime() + LONGEST.toNanos();
        Supplier<@Nullable T> request = first;
        while (true) {
            try {
                return request.get();
            } catch (RuntimeException e) {
                if (!unknown(e) || System.nanoTime() > end) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            request = again;
        }
    }

    /** It may or may not have been carried out. */
    private static boolean unknown(RuntimeException e) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        return cause instanceof RetryableException
                || cause instanceof TargetDisconnectedException
                || cause instanceof MemberLeftException
                || cause instanceof IndeterminateOperationStateException
                || cause instanceof OperationTimeoutException;
    }
}
