package io.workgrid.cli.batch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the files named in a batch are looked for: beside the batch file; for stdin, in the working directory.
 *
 * @param directory of the batch file, empty for the working directory
 */
record Base(Path directory) {

    static Base of(String batchFile) {
        if (batchFile.equals("-")) {
            return new Base(Path.of(""));
        }
        @Nullable Path parent = Path.of(batchFile).getParent();
        return new Base(parent == null ? Path.of("") : parent);
    }

    /** The path of a name, or {@code null} if it cannot be one. */
    @Nullable
    Path resolve(String name) {
        try {
            return directory.resolve(name);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** A pattern of paths, with the directory's own special characters as they are. */
    String pattern(String glob) {
        if (glob.startsWith("/") || directory.toString().isEmpty()) {
            return glob;
        }
        return directory.toString().replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1") + "/" + glob;
    }
}
