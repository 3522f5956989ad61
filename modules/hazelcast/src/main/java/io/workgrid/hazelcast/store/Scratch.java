package io.workgrid.hazelcast.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of this process, for its user's eyes only. It goes when it is closed, or the process ends; what a killed process left behind
 * goes when the next one starts, told by its lock. Any thread may use it.
 */
final class Scratch implements AutoCloseable {
    private static final String NAME = "workgrid-";
    private static final String LOCK = "in-use";
    private static final long YOUNG_MILLIS = 60_000; // it may be about to be locked

    private final Path directory;
    private final FileChannel inUse;
    private final Thread atExit;

    private Scratch(Path directory, FileChannel inUse) {
        this.directory = directory;
        this.inUse = inUse;
        atExit = new Thread(this::remove, "workgrid-scratch");
    }

    static Scratch open() {
        try {
            Path temp = Path.of(System.getProperty("java.io.tmpdir"));
            removeLeftOvers(temp);
            Path directory = Files.createTempDirectory(temp, own()); // its permissions are those of its owner
            FileChannel inUse =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            inUse.lock();
            Scratch scratch = new Scratch(directory, inUse);
            Runtime.getRuntime().addShutdownHook(scratch.atExit);
            return scratch;
        } catch (IOException e) {
            throw new UncheckedIOException("no directory can be made for the code of jobs: " + e.getMessage(), e);
        }
    }

    private static String own() {
        return NAME + ProcessHandle.current().pid() + "-";
    }

    Path directory() {
        return directory;
    }

    private static void removeLeftOvers(Path temp) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(temp, NAME + "*")) {
            for (Path each : all) {
                // to close a file of our own would free the lock on it
                if (!String.valueOf(each.getFileName()).startsWith(own()) && isLeftOver(each.resolve(LOCK))) {
                    delete(each);
                }
            }
        }
    }

    private static boolean isLeftOver(Path lock) {
        try {
            if (Files.getLastModifiedTime(lock).toMillis() > System.currentTimeMillis() - YOUNG_MILLIS) {
                return false;
            }
            try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE);
                    FileLock free = file.tryLock()) {
                return free != null;
            }
        } catch (IOException e) {
            return false; // somebody else's, or just gone
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            // the next one that starts tries again
        }
    }

    private void remove() {
        delete(directory);
        try {
            inUse.close();
        } catch (IOException e) {
            // the end of the process frees it
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // the process is ending, and it is done there
        }
        remove();
    }
}
