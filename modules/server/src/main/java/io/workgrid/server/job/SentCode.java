package io.workgrid.server.job;

import io.workgrid.api.Grid;
import io.workgrid.engine.client.StoreGrid;
import io.workgrid.engine.code.Sha256;
import io.workgrid.server.http.Fault;
import io.workgrid.server.http.Fault.Code;
import io.workgrid.server.http.Limited;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Jars that were sent, by the hash of their content: in the grid, for an hour or as long as a job needs them, with a copy here. The newest
 * {@value #MOST_COPIES} copies are kept. A jar is never unpacked here. Any thread.
 */
public final class SentCode {
    private static final long MOST_BYTES = 512L << 20;
    private static final long MOST_UNPACKED_BYTES = 4L << 30;
    private static final int MOST_ENTRIES = 200_000;
    private static final int MOST_COPIES = 64;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Grid grid;
    private final Map<String, Path> copies = new LinkedHashMap<>();
    private @Nullable Path directory;

    public SentCode(Grid grid) {
        this.grid = grid;
    }

    private static void check(String sha256) {
        if (!HASH.matcher(sha256).matches()) {
            throw Fault.of(Code.BAD_VALUE, "the name of code is its sha256 in lower case hex: 64 digits");
        }
    }

    /** A copy, if the grid has it. */
    Optional<Path> find(String sha256) {
        check(sha256);
        Path copy = copy(sha256);
        if (copy != null) {
            return Optional.of(copy);
        }
        return grid instanceof StoreGrid store ? store.kept(sha256) : Optional.empty();
    }

    private synchronized @Nullable Path copy(String sha256) {
        Path copy = copies.get(sha256);
        if (copy != null && !Files.isRegularFile(copy)) {
            copies.remove(sha256);
            return null;
        }
        return copy;
    }

    /** The jars of these hashes. */
    List<Path> files(List<String> hashes) {
        List<Path> files = new ArrayList<>();
        for (String sha256 : hashes) {
            files.add(find(sha256)
                    .orElseThrow(() -> Fault.of(Code.NO_SUCH_CODE, "the grid has no code " + sha256)
                            .status(400)
                            .at("task.jars")
                            .fixedBy("PUT /api/v1/code/" + sha256 + " first; nothing was submitted")));
        }
        return files;
    }

    /** Takes a jar; {@code false} if it was there. */
    boolean take(String sha256, InputStream body) throws IOException {
        if (find(sha256).isPresent()) {
            return false;
        }
        Path part = Files.createTempFile(directory(), "part", "");
        try {
            MessageDigest digest = Sha256.digest();
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(part), digest)) {
                new Limited(body, MOST_BYTES).transferTo(out);
            }
            String seen = Sha256.hex(digest);
            if (!seen.equals(sha256)) {
                throw Fault.of(Code.WRONG_HASH, "what was sent has the sha256 " + seen + ", not " + sha256)
                        .because("it was changed or cut on its way, or the name is that of something else");
            }
            checkJar(part);
            Path jar = Files.move(part, directory().resolve(sha256 + ".jar"), StandardCopyOption.ATOMIC_MOVE);
            if (grid instanceof StoreGrid store) {
                store.keep(jar);
            }
            add(sha256, jar);
            return true;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** What it would unpack to, as it says itself; who lies is found out when a class is read. */
    private static void checkJar(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long bytes = 0;
            if (zip.size() > MOST_ENTRIES) {
                throw Fault.of(
                        Code.TOO_LARGE, "the jar has " + zip.size() + " entries; wanted at most " + MOST_ENTRIES);
            }
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                bytes += Math.max(0, entries.nextElement().getSize());
                if (bytes > MOST_UNPACKED_BYTES) {
                    throw Fault.of(
                            Code.TOO_LARGE,
                            "the jar would unpack to more than " + MOST_UNPACKED_BYTES + " bytes, the most it may");
                }
            }
        } catch (ZipException e) {
            throw Fault.of(Code.BAD_VALUE, "what was sent is no jar: " + e.getMessage());
        }
    }

    private synchronized void add(String sha256, Path jar) throws IOException {
        copies.put(sha256, jar);
        while (copies.size() > MOST_COPIES) {
            String oldest = copies.keySet().iterator().next();
            Files.deleteIfExists(copies.remove(oldest));
        }
    }

    private synchronized Path directory() {
        Path known = directory;
        if (known == null) {
            try {
                known = Files.createTempDirectory("workgrid-sent");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            known.toFile().deleteOnExit();
            directory = known;
        }
        return known;
    }

    /** Removes the copies. */
    public synchronized void close() {
        try {
            for (Path copy : copies.values()) {
                Files.deleteIfExists(copy);
            }
            if (directory != null) {
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            System.getLogger("io.workgrid.server").log(System.Logger.Level.DEBUG, "copies of code stay", e);
        }
    }
}
