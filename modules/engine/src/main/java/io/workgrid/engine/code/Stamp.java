package io.workgrid.engine.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** By what one sees that a file is still the one it was, without reading it. */
record Stamp(long bytes, FileTime modified, @Nullable Object inode) {

    static Stamp of(BasicFileAttributes file) {
        return new Stamp(file.size(), file.lastModifiedTime(), file.fileKey());
    }

    static Stamp of(Path file) throws IOException {
        return of(Files.readAttributes(file, BasicFileAttributes.class));
    }
}
