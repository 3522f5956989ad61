package io.workgrid.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that was run to its end. */
record Shell(int exit, String out, String err) {
    /** The root of the clone. */
    static final Path CLONE = Path.of("../..").toAbsolutePath().normalize();

    /** Runs a program in the clone. */
    static Shell run(Duration most, String... command) {
        return run(most, Map.of(), List.of(command));
    }

    static Shell run(Duration most, Map<String, String> env, List<String> command) {
        try {
            Path out = Files.createTempFile("workgrid-out", null);
            Path err = Files.createTempFile("workgrid-err", null);
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(CLONE.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(env);
                Process process = builder.start();
                process.getOutputStream().close();
                if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                    throw new AssertionError("not within " + most + ": " + command + "\n" + text(out) + text(err));
                }
                return new Shell(process.exitValue(), text(out), text(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + command, e);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** Its stdout, without blanks around it, if it ended with 0. */
    String good() {
        if (exit != 0) {
            throw new AssertionError("ended with " + exit + ":\n" + out + err);
        }
        return out.strip();
    }
}
