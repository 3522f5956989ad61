package io.workgrid.cli.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The results of a job in a file. It is created, and an older one replaced, when the first result comes or the job ends well. */
final class OutputFile extends OutputStream {
    private final Path path;
    private @Nullable OutputStream open;

    OutputFile(Path path) {
        this.path = path;
    }

    private OutputStream open() throws IOException {
        if (open == null) {
            open = Files.newOutputStream(path);
        }
        return open;
    }

    @Override
    public void write(int b) throws IOException {
        open().write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        open().write(bytes, offset, length);
    }

    /** Makes sure that there is a file even if there was no result. */
    void touch() throws IOException {
        open();
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
