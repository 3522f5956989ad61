package io.workgrid.cli.bench;

import io.workgrid.cli.output.Figures;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells how far a sweep is: a line at its start, then at every tenth of it or after 30 s. */
final class SweepProgress {
    private static final long LONGEST_SILENCE_NANOS = 30_000_000_000L;

    private final @Nullable PrintStream err;
    private int tenths;
    private long saidAt = System.nanoTime();

    /**
     * @param err where to, or {@code null} for silence
     */
    SweepProgress(@Nullable PrintStream err) {
        this.err = err;
    }

    void started(Setup setup, List<Integer> counts) {
        say("sweep      " + setup.task() + ": " + Figures.count(setup.items())
                + (setup.items() == 1 ? " item" : " items")
                + ", " + counts.size() + " x " + setup.repetitions() + " runs with " + counts.get(0) + " to "
                + counts.get(counts.size() - 1) + " workers, after a warm-up");
    }

    void made(Interleaved.Made run) {
        int now = 10 * run.number() / run.of();
        if (now > tenths || System.nanoTime() - saidAt > LONGEST_SILENCE_NANOS) {
            tenths = now;
            say("  " + Figures.percent(run.number(), run.of()) + "   run " + run.number() + " of " + run.of() + ": "
                    + run.workers() + (run.workers() == 1 ? " worker " : " workers ")
                    + SweepTable.time((double) run.nanos(), (double) run.nanos()));
        }
    }

    private void say(String line) {
        saidAt = System.nanoTime();
        if (err != null) {
            err.println(line);
        }
    }
}
