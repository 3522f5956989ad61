package io.workgrid.cli.output;

import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemError;
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

/** Failed items by reason, for people. */
public final class ErrorGroups {
    private static final int MOST_ITEMS = 3;
    private static final int MOST_NODES = 4;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final ZoneId zone;
    private final LongUnaryOperator inputIndex;

    /**
     * @param inputIndex from an item's index in the job to its place in the input
     */
    public ErrorGroups(ZoneId zone, LongUnaryOperator inputIndex) {
        this.zone = zone;
        this.inputIndex = inputIndex;
    }

    /** The lines; what is left out is counted in the last one. */
    public List<String> lines(List<ErrorView> errors, int most) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + (errors.size() == 1 ? "1 distinct error" : errors.size() + " distinct errors"));
        for (ErrorView error : errors.subList(0, Math.min(errors.size(), most))) {
            group(lines, error);
        }
        if (errors.size() > most) {
            lines.add("  +" + (errors.size() - most) + " more");
        }
        return lines;
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
}
