package io.workgrid.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.map.IMap;
import io.workgrid.api.BadInputException;
import io.workgrid.engine.code.ClassPath;
import io.workgrid.engine.code.Sha256;
import io.workgrid.engine.store.Classes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that the grid keeps by their hash: files of class paths and broadcasts, in parts, so that a large one stops nobody else. A blob
 * is there when its head is, and that is written last. Any thread may call any method; each may be repeated, also after a failure.
 */
final class Blobs implements AutoCloseable {
    static final String MAP = "workgrid-blobs";

    /** A process that goes on using a blob says so that often: clean-up must wait for longer. */
    static final Duration TOUCHED_EVERY = Duration.ofMinutes(1);

    private static final Duration CLASS_PATH_LOOK = Duration.ofSeconds(1);
    private static final int STRIPES = 16;
    /** After these it may be another grid, or one that has lost something. */
    private static final Set<LifecycleState> MAY_HAVE_LOST =
            EnumSet.of(LifecycleState.CLIENT_CONNECTED, LifecycleState.CLIENT_CHANGED_CLUSTER, LifecycleState.MERGED);

    private final HazelcastInstance hazelcast;
    private final UUID listener;
    private final IMap<String, byte[]> map;
    private final BlobParts parts;
    private final UnusedBlobs unused;
    private final Scratch scratch = Scratch.open();
    private final Downloads downloads = new Downloads(scratch.directory());
    private final ClassPath classPath = new ClassPath(scratch.directory(), CLASS_PATH_LOOK);
    /** When this process last found a blob whole and said that it uses it. */
    private final Map<String, Long> touchedNanos = new ConcurrentHashMap<>();

    private final List<Object> uploading =
            IntStream.range(0, STRIPES).mapToObj(n -> new Object()).toList();

    private interface Content {
        InputStream open() throws IOException;
    }

    Blobs(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
        map = hazelcast.getMap(MAP);
        parts = new BlobParts(map);
        unused = new UnusedBlobs(map);
        listener = hazelcast.getLifecycleService().addLifecycleListener(event -> {
            if (MAY_HAVE_LOST.contains(event.getState())) {
                touchedNanos.clear();
            }
        });
    }

    /**
     * Brings what these classes need into the grid, unless it is there.
     *
     * @throws BadInputException if they cannot be sent
     */
    Classes.Shared share(Classes.Here classes) {
        List<ClassPath.Entry> entries = classPath.files(classes);
        entries.forEach(each -> put(each.blob().sha256(), each.file()));
        return new Classes.Shared(entries.stream().map(ClassPath.Entry::blob).toList());
    }

    /** Whether it is there, with all its parts. */
    boolean has(String sha256) {
        BlobHead head = head(sha256);
        return head != null && parts.complete(sha256, head);
    }

    /** Keeps a file's content, unless it is there. */
    void put(String sha256, Path file) {
        put(sha256, file.toString(), () -> Files.newInputStream(file));
    }

    /** Keeps bytes, unless they are there. */
    void put(String sha256, byte[] bytes) {
        put(sha256, "bytes", () -> new ByteArrayInputStream(bytes));
    }

    private void put(String sha256, String what, Content content) {
        if (touchedLately(sha256)) {
            return;
        }
        synchronized (uploading.get(Math.floorMod(sha256.hashCode(), STRIPES))) {
            if (!touchedLately(sha256)) {
                if (!touch(sha256)) {
                    upload(sha256, what, content);
                }
                touchedNanos.put(sha256, System.nanoTime());
            }
        }
    }

    private boolean touchedLately(String sha256) {
        Long at = touchedNanos.get(sha256);
        return at != null && System.nanoTime() - at < TOUCHED_EVERY.toNanos();
    }

    /** Says that it is used; false if it is not there. A head whose parts are gone goes too. */
    private boolean touch(String sha256) {
        BlobHead head = head(sha256);
        if (head == null) {
            return false;
        }
        if (!parts.complete(sha256, head)) {
            forget(sha256, head);
            return false;
        }
        byte[] used = head.usedAt(System.currentTimeMillis()).toBytes();
        if (Boolean.TRUE.equals(BlobParts.make(() -> map.replace(sha256, head.toBytes(), used)))) {
            return true;
        }
        BlobHead now = head(sha256); // somebody else said so, or we did and did not hear the answer
        return now != null && now.upload() == head.upload();
    }

    private void upload(String sha256, String what, Content content) {
        BlobParts.Written written;
        try (InputStream in = content.open()) {
            written = parts.write(sha256, in);
        } catch (IOException e) {
            throw new BadInputException(what + " cannot be read: " + e + "; nothing was submitted", e);
        }
        BlobHead mine = written.head();
        if (!written.sha256().equals(sha256)) {
            parts.forget(sha256, mine.upload(), mine.parts());
            throw new BadInputException(what + " changed while it was sent; nothing was submitted, submit again");
        }
        byte[] there = BlobParts.make(() -> map.putIfAbsent(sha256, mine.toBytes()));
        if (there != null && BlobHead.of(there).upload() != mine.upload()) {
            parts.forget(sha256, mine.upload(), mine.parts()); // another process was faster
        }
    }

    private @Nullable BlobHead head(String sha256) {
        byte[] bytes = BlobParts.make(() -> map.get(sha256));
        return bytes == null ? null : BlobHead.of(bytes);
    }

    private void forget(String sha256, BlobHead head) {
        if (map.remove(sha256, head.toBytes())) {
            parts.forget(sha256, head.upload(), head.parts());
        }
    }

    /**
     * A local copy, until this is closed.
     *
     * @throws DamagedBlobException if the grid has it no longer
     */
    Path file(Classes.Blob blob) {
        return downloads.file(blob, out -> read(blob.label(), blob.sha256(), there(blob.label(), blob.sha256()), out));
    }

    /**
     * All bytes.
     *
     * @throws DamagedBlobException if the grid has them no longer
     */
    byte[] bytes(String sha256) {
        String label = "a value";
        BlobHead head = there(label, sha256);
        FixedOutput out = new FixedOutput(Math.toIntExact(head.bytes()));
        try {
            read(label, sha256, head, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.bytes();
    }

    private BlobHead there(String label, String sha256) {
        BlobHead head = head(sha256);
        if (head == null) {
            throw new DamagedBlobException(label, sha256, "it is not there");
        }
        return head;
    }

    private void read(String label, String sha256, BlobHead head, OutputStream out) throws IOException {
        MessageDigest digest = Sha256.digest();
        int missing = parts.read(sha256, head, new DigestOutputStream(out, digest));
        if (missing < 0 && Sha256.hex(digest).equals(sha256)) {
            return;
        }
        BlobHead now = head(sha256);
        if (now != null && now.upload() == head.upload()) {
            forget(sha256, now); // so that the next one who has it brings it again
        }
        throw new DamagedBlobException(
                label,
                sha256,
                missing < 0
                        ? "its bytes are not those of its name"
                        : "part " + (missing + 1) + " of " + head.parts() + " is missing");
    }

    /**
     * Removes what no job needs any more.
     *
     * @param inUse hashes that stay
     * @param olderThan what was used within this time stays too; longer than {@link #TOUCHED_EVERY}
     */
    void removeUnused(Set<String> inUse, Duration olderThan) {
        unused.remove(inUse, olderThan);
    }

    @Override
    public void close() {
        if (hazelcast.getLifecycleService().isRunning()) {
            hazelcast.getLifecycleService().removeLifecycleListener(listener);
        }
        scratch.close();
    }
}
