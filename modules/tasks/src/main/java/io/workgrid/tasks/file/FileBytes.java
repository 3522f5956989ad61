package io.workgrid.tasks.file;

import io.workgrid.api.task.TaskContext;
import io.workgrid.api.task.TaskFailureException;
import io.workgrid.tasks.item.Item;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Reads a file from start to end, a piece at a time, and stops when the attempt is cancelled. Memory does not grow with the file. */
final class FileBytes {
    private static final int PIECE_BYTES = 64 * 1024;

    private FileBytes() {}

    /** Takes a piece of the file; the array is used again for the next one. */
    @FunctionalInterface
    interface Sink {
        void take(byte[] bytes, int length);
    }

    static void read(Object item, TaskContext context, Sink sink) throws TaskFailureException {
        String text = Item.value(item, "path");
        Path path = path(text);
        byte[] piece = new byte[PIECE_BYTES];
        // not Files.newInputStream: its channel is closed by an interrupt, and then the reason given is the channel's
        try (InputStream in = new FileInputStream(path.toFile())) {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                sink.take(piece, n);
                context.checkCancelled();
            }
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    private static Path path(String text) throws TaskFailureException {
        if (text.isEmpty()) {
            throw TaskFailureException.permanent("item is empty; wanted a path", null);
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw TaskFailureException.permanent("item is no path: " + e.getMessage(), e);
        }
    }

    private static TaskFailureException failure(Path path, IOException e) {
        return new TaskFailureException(reason(path, e), e, false, Map.of("path", path.toString()));
    }

    private static String reason(Path path, IOException e) {
        if (Files.isDirectory(path)) {
            return path + " is a directory; wanted a file";
        }
        if (Files.notExists(path)) {
            String where = path.isAbsolute() ? "" : " (looked in " + Path.of("").toAbsolutePath() + ")";
            return "no such file: " + path + where;
        }
        if (e instanceof AccessDeniedException || !Files.isReadable(path)) {
            return "not allowed to read " + path;
        }
        return "cannot read " + path + ": " + e.getMessage();
    }
}
