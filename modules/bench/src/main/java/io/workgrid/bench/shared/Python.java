package io.workgrid.bench.shared;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Python's manager with two processes that use it: does a load when it is told, answers with the nanoseconds. For one thread. */
record Python(Process process, Writer to, BufferedReader from) implements AutoCloseable {

    static Python start(Path root) throws IOException {
        Process process = new ProcessBuilder(
                        "python3", root.resolve("modules/bench/shared.py").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Python(
                process, process.outputWriter(StandardCharsets.UTF_8), process.inputReader(StandardCharsets.UTF_8));
    }

    long nanos(String load, int count) throws IOException {
        to.write(load + " " + count + "\n");
        to.flush();
        String nanos = from.readLine();
        if (nanos == null) {
            throw new IOException("python3 ended; its error is above");
        }
        return Long.parseLong(nanos.strip());
    }

    @Override
    public void close() throws IOException {
        to.close(); // it ends with its input, and its manager with it
        process.onExit().join();
    }
}
