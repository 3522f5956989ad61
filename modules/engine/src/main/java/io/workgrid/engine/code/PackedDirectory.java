package io.workgrid.engine.code;

import io.workgrid.api.BadInputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the class path as a jar. Its bytes depend on names and contents alone: sorted, one fixed time, not compressed, which is
 * not done alike everywhere.
 *
 * @param stamp of all files together
 * @param jar the copy; {@code null} if there is nothing to ship
 * @param sha256 of the copy
 */
record PackedDirectory(String stamp, @Nullable Path jar, String sha256) {
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);
    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * Packs it.
     *
     * @param before what it was when it was last packed; if no file has changed, that is the answer
     * @param into where the copy goes
     */
    static PackedDirectory of(Path directory, @Nullable PackedDirectory before, Path into) {
        try {
            Map<String, Stamp> files = files(directory);
            String stamp = stamp(files);
            if (before != null
                    && before.stamp.equals(stamp)
                    && (before.jar == null || Files.isRegularFile(before.jar))) {
                return before;
            }
            Contents contents = new Contents();
            files.keySet().forEach(contents::add);
            return contents.toShip() ? pack(directory, files, stamp, into) : new PackedDirectory(stamp, null, "");
        } catch (IOException e) {
            throw new BadInputException(
                    "directory " + directory + " of the class path cannot be packed: " + e + "; nothing was submitted",
                    e);
        }
    }

    /** By name, with slashes, directories too; a loop of links is an error. */
    private static Map<String, Stamp> files(Path directory) throws IOException {
        Map<String, Stamp> files = new TreeMap<>();
        Files.walkFileTree(
                directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    private long bytes;

                    @Override
                    public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes attributes) {
                        if (!one.equals(directory)) {
                            files.put(name(one) + "/", new Stamp(0, attributes.lastModifiedTime(), null));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()) {
                            bytes += attributes.size();
                            ShipLimits.one(directory, bytes);
                            files.put(name(file), Stamp.of(attributes));
                            ShipLimits.files(directory, files.size());
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    private String name(Path file) {
                        return directory.relativize(file).toString().replace('\\', '/');
                    }
                });
        return files;
    }

    private static String stamp(Map<String, Stamp> files) {
        MessageDigest digest = Sha256.digest();
        files.forEach((name, stamp) -> digest.update((name + '\0' + stamp + '\n').getBytes(StandardCharsets.UTF_8)));
        return Sha256.hex(digest);
    }

    private static PackedDirectory pack(Path directory, Map<String, Stamp> files, String stamp, Path into)
            throws IOException {
        Path part = Files.createTempFile(into, "packing", ".jar");
        try {
            MessageDigest digest = Sha256.digest();
            try (OutputStream bytes = Files.newOutputStream(part);
                    OutputStream hashed =
                            new DigestOutputStream(new BufferedOutputStream(bytes, BUFFER_BYTES), digest);
                    ZipOutputStream zip = new ZipOutputStream(hashed)) {
                zip.setMethod(ZipOutputStream.STORED);
                for (String name : files.keySet()) {
                    put(zip, name, directory.resolve(name));
                }
            }
            String sha256 = Sha256.hex(digest);
            Path jar = into.resolve(sha256 + ".jar");
            Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new PackedDirectory(stamp, jar, sha256);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void put(ZipOutputStream zip, String name, Path file) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        CRC32 crc = new CRC32();
        long bytes = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        if (!entry.isDirectory()) { // without compression, sum and size come first
            try (InputStream in = Files.newInputStream(file)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    crc.update(buffer, 0, n);
                    bytes += n;
                }
            }
        }
        entry.setCrc(crc.getValue());
        entry.setSize(bytes);
        zip.putNextEntry(entry);
        if (!entry.isDirectory()) {
            Files.copy(file, zip);
        }
        zip.closeEntry();
    }
}
