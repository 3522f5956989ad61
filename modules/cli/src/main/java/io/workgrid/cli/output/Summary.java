package io.workgrid.cli.output;

import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

/** What stays of a job on the screen once it has ended: one line, and its errors by reason. */
final class Summary {
    private static final int MOST_GROUPS = 20;
    private static final String GAP = "   ";
    private static final String RED = "\u001b[1;31m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean colour;
    private final ZoneId zone;
    private final LongUnaryOperator inputIndex;

    /**
     * @param inputIndex from an item's index in the job to its place in the input
     */
    Summary(boolean colour, ZoneId zone, LongUnaryOperator inputIndex) {
        this.colour = colour;
        this.zone = zone;
        this.inputIndex = inputIndex;
    }

    /** The lines. */
    List<String> lines(Look look) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(look));
        List<ErrorView> errors = look.errors();
        if (!errors.isEmpty()) {
            lines.addAll(new ErrorGroups(zone, inputIndex).lines(errors, MOST_GROUPS));
        }
        if (look.job().unknown() > 0) {
            lines.add(
                    "  UNKNOWN: an unsafe attempt was cut short and may have taken effect; it is not run again by itself.");
            lines.add("  look at what it did, then run those items again or leave them");
        }
        return lines;
    }

    private String headline(Look look) {
        JobView job = look.job();
        List<String> numbers = new ArrayList<>();
        numbers.add(Figures.count(job.done() + look.skipped()) + " done"
                + (look.skipped() == 0 ? "" : " (" + Figures.count(look.skipped()) + " by an earlier run)"));
        number(numbers, job.failed(), "failed");
        number(numbers, job.unknown(), "unknown");
        number(numbers, job.cancelled(), "cancelled");
        number(numbers, job.retried(), "retried");
        long elapsed = look.elapsedMillis();
        String rate = elapsed < 100 || job.settled() == 0 ? "" : GAP + Figures.rate(job.settled() * 1_000.0 / elapsed);
        return Columns.printable(job.name()) + " " + job.id() + "  " + state(job) + GAP
                + numbers.stream().collect(Collectors.joining(" · ")) + "      " + Figures.duration(elapsed) + rate;
    }

    private String state(JobView job) {
        String word = job.phase().name().toLowerCase(Locale.ROOT);
        String reason = job.reason() == null || job.reason().equals(word) ? "" : ": " + Columns.printable(job.reason());
        boolean clean = job.failed() == 0 && job.unknown() == 0;
        return switch (job.phase()) {
            case FINISHED ->
                clean
                        ? paint(GREEN, "finished")
                        : paint(RED, job.failed() > 0 ? "finished with failures" : "finished, outcomes unknown");
            case RUNNING, PAUSED, STOPPING -> word;
            case CANCELLED, FAILED, LOST -> paint(RED, word) + reason;
        };
    }

    private static void number(List<String> numbers, long number, String what) {
        if (number > 0) {
            numbers.add(Figures.count(number) + " " + what);
        }
    }

    private String paint(String with, String text) {
        return colour ? with + text + PLAIN : text;
    }

    /** Whether there is more to say than that all is done. */
    static boolean troubled(JobView job) {
        return job.phase() != JobPhase.FINISHED || job.failed() > 0 || job.unknown() > 0;
    }
}
