package io.workgrid.server.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file that may be replaced, also through a symbolic link, as Kubernetes does. For one thread at a time. */
public final class Watched {
    private final Path path;
    private @Nullable Stamp stamp;

    private record Stamp(@Nullable Object file, long bytes, long modifiedMillis) {}

    public Watched(Path path) {
        this.path = path;
        stamp = look();
    }

    Path path() {
        return path;
    }

    /** Whether it is another one than when this was last asked. */
    public boolean changed() {
        Stamp now = look();
        boolean changed = !Objects.equals(now, stamp);
        stamp = now;
        return changed;
    }

    private @Nullable Stamp look() {
        try {
            BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(
                    facts.fileKey(), facts.size(), facts.lastModifiedTime().toMillis());
        } catch (IOException e) {
            return null;
        }
    }
}
