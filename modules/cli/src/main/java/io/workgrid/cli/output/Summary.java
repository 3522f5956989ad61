package io.workgrid.cli.output;

import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

/** What stays of a job on the screen once it has ended: one line, and its errors by reason. */
final class Summary {
    private static final int MOST_GROUPS = 20;
    private static final int MOST_ITEMS = 3;
    private static final int MOST_NODES = 4;
    private static final String GAP = "   ";
    private static final String RED = "\u001b[1;31m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

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
            lines.add("  " + (errors.size() == 1 ? "1 distinct error" : errors.size() + " distinct errors"));
            for (ErrorView error : errors.subList(0, Math.min(errors.size(), MOST_GROUPS))) {
                group(lines, error);
            }
            if (errors.size() > MOST_GROUPS) {
                lines.add("  +" + (errors.size() - MOST_GROUPS) + " more");
            }
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

    private void group(List<String> lines, ErrorView error) {
        ItemError example = error.example();
        lines.add(String.format(Locale.ROOT, "%5sx  ", Figures.count(error.count()))
                + Columns.printable(ErrorText.of(example)));
        List<String> facts = new ArrayList<>();
        facts.add(items(error));
        if (error.nodes().size() > 1) {
            facts.add(nodes(error.nodes()));
        }
        if (error.count() > 1 && error.lastMillis() - error.firstMillis() >= 1_000) {
            facts.add("first " + clock(error.firstMillis()) + "  last " + clock(error.lastMillis()));
        }
        if (example.permanent()) {
            facts.add("not retried (permanent)");
        } else if (error.attempts() > 1) {
            facts.add("after " + error.attempts() + " attempts");
        }
        lines.add("        " + String.join("     ", facts));
        String frame = frame(example.stackTrace());
        if (!frame.isEmpty()) {
            lines.add("        " + frame);
        }
    }

    private String items(ErrorView error) {
        List<Long> known =
                error.items().stream().sorted(Comparator.naturalOrder()).toList();
        String first = known.stream()
                .limit(MOST_ITEMS)
                .map(index -> Long.toString(inputIndex.applyAsLong(index)))
                .collect(Collectors.joining(", "));
        long more = error.count() - Math.min(known.size(), MOST_ITEMS);
        return (error.count() == 1 ? "item " : "items ") + first + (more > 0 ? " ... +" + Figures.count(more) : "");
    }

    private static String nodes(Map<String, Long> nodes) {
        String first = nodes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_NODES)
                .map(node -> node.getKey() + " (" + Figures.count(node.getValue()) + ")")
                .collect(Collectors.joining(", "));
        return nodes.size() > MOST_NODES ? first + " +" + (nodes.size() - MOST_NODES) + " more" : first;
    }

    /** The first line of the user's own code in the stack trace; the Java library's and ours would tell nothing. */
    private static String frame(String stackTrace) {
        return stackTrace
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("at "))
                .filter(line -> !line.startsWith("at java.")
                        && !line.startsWith("at java.base/")
                        && !line.startsWith("at jdk.")
                        && !line.startsWith("at io.workgrid."))
                .findFirst()
                .orElse("");
    }

    private String clock(long millis) {
        return CLOCK.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    private String paint(String with, String text) {
        return colour ? with + text + PLAIN : text;
    }

    /** Whether there is more to say than that all is done. */
    static boolean troubled(JobView job) {
        return job.phase() != JobPhase.FINISHED || job.failed() > 0 || job.unknown() > 0;
    }
}
