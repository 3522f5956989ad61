package io.workgrid.cli.job;

import io.workgrid.cli.output.ExitCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/** Ctrl-C, and the polite signals of systems that end a process: the first does one thing, the second another. In effect until closed. */
public final class Interrupts implements AutoCloseable {
    private static final long LONGEST_END_MILLIS = 3_000;

    private final Map<String, Object> before = new LinkedHashMap<>();
    private final AtomicInteger seen = new AtomicInteger();

    /** The second ends the process at once. */
    public Interrupts(Runnable first) {
        this(first, Interrupts::end);
    }

    public Interrupts(Runnable first, Runnable second) {
        for (String signal : List.of("INT", "TERM", "HUP")) {
            Object old = Signals.register(signal, () -> came(first, second));
            if (old != null) {
                before.put(signal, old);
            }
        }
    }

    private void came(Runnable first, Runnable second) {
        (seen.incrementAndGet() == 1 ? first : second).run();
    }

    private static void end() {
        // the hooks of the process end what was started; should one hang, the process ends all the same
        Thread last = new Thread(
                () -> {
                    try {
                        Thread.sleep(LONGEST_END_MILLIS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
                },
                "grid-last-end");
        last.setDaemon(true);
        last.start();
        System.exit(ExitCode.INTERRUPTED.code());
    }

    /** Whether one came. */
    boolean came() {
        return seen.get() > 0;
    }

    @Override
    public void close() {
        before.forEach(Signals::unregister);
    }
}
