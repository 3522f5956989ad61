package io.workgrid.hazelcast.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A process that is stopped. A shell holds it: if this JVM dies meanwhile, the shell's input ends and it kills what could not notice
 * that by itself.
 */
public final class Frozen implements AutoCloseable {
    private static final String HOLD =
            "kill -STOP $0 || exit 1; if read go; then kill -CONT $0; else kill -KILL $0; fi";

    private final Process holder;

    Frozen(long pid) {
        try {
            holder = new ProcessBuilder("sh", "-c", HOLD, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -CONT}; a second time does nothing. */
    @Override
    public void close() {
        try {
            if (holder.isAlive()) {
                holder.getOutputStream().write("go\n".getBytes(StandardCharsets.UTF_8));
                holder.getOutputStream().close();
                holder.waitFor(10, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
