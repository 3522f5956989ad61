package io.workgrid.hazelcast.store;

import io.workgrid.engine.store.Classes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Local copies of blobs, each made once, however many ask at once. Any thread may ask. */
final class Downloads {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_LABEL = 60;

    private final Path directory;
    private final Map<String, CompletableFuture<Path>> copies = new ConcurrentHashMap<>();

    /** Where the bytes come from. */
    interface Source {
        /** Writes them all, or throws; they are what the name says. */
        void copy(OutputStream to) throws IOException;
    }

    Downloads(Path directory) {
        this.directory = directory;
    }

    /** The copy. */
    Path file(Classes.Blob blob, Source source) {
        while (true) {
            CompletableFuture<Path> ours = new CompletableFuture<>();
            @Nullable CompletableFuture<Path> theirs = copies.putIfAbsent(blob.sha256(), ours);
            if (theirs == null) {
                return download(blob, source, ours);
            }
            Path copy = await(theirs);
            if (Files.isRegularFile(copy)) {
                return copy;
            }
            copies.remove(blob.sha256(), theirs); // somebody tidied up here
        }
    }

    private static Path await(CompletableFuture<Path> copy) {
        try {
            return copy.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw e;
        }
    }

    private Path download(Classes.Blob blob, Source source, CompletableFuture<Path> told) {
        try {
            Path copy = copy(blob, source);
            told.complete(copy);
            return copy;
        } catch (IOException e) {
            throw failed(blob, told, new UncheckedIOException("no local copy of " + blob.label() + ": " + e, e));
        } catch (RuntimeException | Error e) {
            failed(blob, told, e);
            throw e;
        }
    }

    /** Who asks later tries again. */
    private <E extends Throwable> E failed(Classes.Blob blob, CompletableFuture<Path> told, E why) {
        copies.remove(blob.sha256(), told);
        told.completeExceptionally(why);
        return why;
    }

    private Path copy(Classes.Blob blob, Source source) throws IOException {
        if (!HASH.matcher(blob.sha256()).matches()) {
            throw new IllegalArgumentException("\"" + blob.sha256() + "\" is no sha256");
        }
        Path part = Files.createTempFile(directory, "part", "");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                source.copy(out);
            }
            Path copy = directory.resolve(blob.sha256() + "-" + fileName(blob.label()));
            return Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The label is a stranger's. */
    private static String fileName(String label) {
        String plain = label.replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.substring(Math.max(0, plain.length() - LONGEST_LABEL));
    }
}
