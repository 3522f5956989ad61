package io.workgrid.cli.batch;

import io.workgrid.api.task.Durations;
import io.workgrid.cli.batch.tree.Node;
import io.workgrid.cli.batch.tree.Place;
import io.workgrid.cli.output.DidYouMean;
import io.workgrid.cli.output.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a batch file, asked key by key. What is wrong goes into the report and the answer is {@code null} or empty, so that
 * reading goes on and all problems come in one run.
 */
final class Section {
    private static final int MOST_QUOTED = 60;

    private final Node.Mapping mapping;
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
    private final Report report;

    private Section(Node.Mapping mapping, Report report) {
        this.mapping = mapping;
        this.report = report;
    }

    /** The section with its unknown and double keys told. */
    static Section of(Node.Mapping mapping, Keys keys, Report report) {
        Section section = new Section(mapping, report);
        for (Node.Entry entry : mapping.entries()) {
            Node.@Nullable Entry first = section.entries.putIfAbsent(entry.key(), entry);
            if (first != null) {
                report.add(
                        ErrorCode.DUPLICATE_KEY,
                        entry.place(),
                        "key `" + entry.key() + "` stands twice in one mapping",
                        "first in line " + first.place().line(),
                        "keep one of them");
            } else if (!keys.names().contains(entry.key())) {
                report.add(
                        ErrorCode.UNKNOWN_KEY,
                        entry.place(),
                        "unknown key `" + quoted(entry.key()) + "`",
                        DidYouMean.ask(entry.key(), keys.names(), "not a key of " + keys.place()),
                        "one of " + String.join(", ", keys.names()));
            }
        }
        return section;
    }

    /** The value of a node that must be a mapping. */
    static @Nullable Section of(Node node, Keys keys, String example, Report report) {
        if (node instanceof Node.Mapping mapping) {
            return of(mapping, keys, report);
        }
        report.add(
                ErrorCode.WRONG_TYPE,
                node.place(),
                keys.place() + " is " + shown(node) + "; wanted a mapping",
                "no keys here",
                "write " + example);
        return null;
    }

    Place place() {
        return mapping.place();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The keys that are there, of those asked for. */
    List<String> present(List<String> asked) {
        return asked.stream().filter(entries::containsKey).toList();
    }

    @Nullable
    Node node(String key) {
        Node.@Nullable Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    /** Where a key stands, or the section if it does not. */
    Place keyPlace(String key) {
        Node.@Nullable Entry entry = entries.get(key);
        return entry == null ? place() : entry.place();
    }

    /** Where a value stands, or the section if it does not. */
    Place valuePlace(String key) {
        Node.@Nullable Entry entry = entries.get(key);
        return entry == null ? place() : entry.value().place();
    }

    @Nullable
    Section section(String key, Keys keys, String example) {
        Node node = node(key);
        return node == null ? null : of(node, keys, example, report);
    }

    /** A text, number or truth value as it was written; not empty. */
    @Nullable
    String text(String key, String wanted) {
        Node node = node(key);
        if (node == null) {
            return null;
        }
        if (node instanceof Node.Scalar scalar && !scalar.text().isBlank()) {
            return scalar.text();
        }
        wrong(key, node, wanted);
        return null;
    }

    /** A whole number within bounds; {@code _} may group its digits. */
    @Nullable
    Integer whole(String key, int min, int max) {
        String bounds = max == Integer.MAX_VALUE ? "from " + min : "from " + min + " to " + max;
        String text = text(key, "a whole number " + bounds);
        if (text == null) {
            return null;
        }
        try {
            long value = Long.parseLong(text.replace("_", ""));
            if (value >= min && value <= max) {
                return (int) value;
            }
        } catch (NumberFormatException e) {
            // the one message below is for both
        }
        bad(key, text, "a whole number " + bounds, null);
        return null;
    }

    @Nullable
    Double decimal(String key, double min, double max) {
        String wanted = String.format(Locale.ROOT, "a number from %s to %s", plain(min), plain(max));
        String text = text(key, wanted);
        if (text == null) {
            return null;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // the one message below is for both
        }
        bad(key, text, wanted, null);
        return null;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /** A duration, above zero unless zero is allowed. */
    @Nullable
    Duration duration(String key, boolean zero) {
        String wanted = "a duration" + (zero ? "" : " above 0") + ", as 250ms, 1.5s, 10m, 4h";
        String text = text(key, wanted);
        if (text == null) {
            return null;
        }
        try {
            Duration duration = Durations.parse(text);
            if (zero || !duration.isZero()) {
                return duration;
            }
            bad(key, text, wanted, null);
        } catch (IllegalArgumentException e) {
            bad(key, text, wanted, null);
        }
        return null;
    }

    @Nullable
    Boolean truth(String key) {
        Node node = node(key);
        if (node == null) {
            return null;
        }
        if (node instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.TRUTH) {
            return scalar.text().equals("true");
        }
        wrong(key, node, "true or false");
        return null;
    }

    /** One of a few words. */
    @Nullable
    String word(String key, List<String> words) {
        String wanted = String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.get(words.size() - 1);
        String text = text(key, wanted);
        if (text == null || words.contains(text)) {
            return text;
        }
        bad(key, text, wanted, DidYouMean.ask(text, words, "not one of them"));
        return null;
    }

    /** A list of texts; none if the key is not there. */
    List<String> texts(String key, String wanted) {
        Node node = node(key);
        List<String> texts = new ArrayList<>();
        if (node instanceof Node.Sequence list) {
            for (Node item : list.items()) {
                if (item instanceof Node.Scalar scalar && scalar.type() != Node.Scalar.Type.NOTHING) {
                    texts.add(scalar.text());
                } else {
                    wrong(key + "[" + list.items().indexOf(item) + "]", item, "a text");
                }
            }
        } else if (node != null) {
            wrong(key, node, wanted);
        }
        return texts;
    }

    /** Names with texts; none if the key is not there. */
    Map<String, String> pairs(String key, String wanted) {
        Node node = node(key);
        Map<String, String> pairs = new LinkedHashMap<>();
        if (node instanceof Node.Mapping map) {
            for (Node.Entry entry : map.entries()) {
                if (!(entry.value() instanceof Node.Scalar scalar)) {
                    wrong(key + "." + entry.key(), entry.value(), "a text");
                } else if (pairs.putIfAbsent(entry.key(), scalar.text()) != null) {
                    report.add(
                            ErrorCode.DUPLICATE_KEY,
                            entry.place(),
                            "key `" + quoted(entry.key()) + "` stands twice in `" + key + "`",
                            "a name can have one value",
                            "keep one of them");
                }
            }
        } else if (node != null) {
            wrong(key, node, wanted);
        }
        return pairs;
    }

    /** Tells that a value is of the wrong kind. */
    void wrong(String key, Node node, String wanted) {
        report.add(
                ErrorCode.WRONG_TYPE,
                node.place(),
                "`" + key + "` is " + shown(node) + "; wanted " + wanted,
                "this is " + node.kind(),
                null);
    }

    /** Tells that a value cannot be used. */
    void bad(String key, String seen, String wanted, @Nullable String why) {
        report.add(
                ErrorCode.BAD_VALUE,
                valuePlace(key),
                "`" + key + "` is `" + quoted(seen) + "`; wanted " + wanted,
                why,
                null);
    }

    /** Tells that a key must be there. */
    void missing(String key, String what, String example) {
        report.add(ErrorCode.MISSING_KEY, place(), what + " has no `" + key + "`", null, "add " + example);
    }

    /** A node in a message: what it is, and a scalar's text. */
    static String shown(Node node) {
        boolean text = node instanceof Node.Scalar scalar
                && scalar.type() != Node.Scalar.Type.NOTHING
                && !scalar.text().isBlank();
        return text ? "`" + quoted(((Node.Scalar) node).text()) + "`" : node.kind();
    }

    static String quoted(String text) {
        return text.length() <= MOST_QUOTED ? text : text.substring(0, MOST_QUOTED) + "...";
    }
}
