package io.workgrid.api.task;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a named task ({@code --arg k=v}), read with a type and a default.
 *
 * @param values by name
 */
public record TaskArgs(Map<String, String> values) {

    public TaskArgs {
        values = Map.copyOf(values);
    }

    /** The text under a name, or {@code null}. */
    public @Nullable String text(String name) {
        return values.get(name);
    }

    /** The text under a name, or the default. */
    public String text(String name, String fallback) {
        return values.getOrDefault(name, fallback);
    }

    /**
     * A whole number within bounds.
     *
     * @throws IllegalArgumentException naming the argument, the value seen and the one wanted
     */
    public long number(String name, long fallback, long min, long max) {
        String text = values.get(name);
        if (text == null) {
            return fallback;
        }
        try {
            long value = Long.parseLong(text.strip().replace("_", ""));
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for both
        }
        throw new IllegalArgumentException(
                "argument " + name + " is \"" + text + "\"; wanted a whole number from " + min + " to " + max);
    }

    /** True or false; the default when absent. */
    public boolean flag(String name, boolean fallback) {
        String text = values.get(name);
        if (text == null) {
            return fallback;
        }
        return switch (text.strip()) {
            case "true", "yes", "1", "" -> true;
            case "false", "no", "0" -> false;
            default ->
                throw new IllegalArgumentException("argument " + name + " is \"" + text + "\"; wanted true or false");
        };
    }

    /** A duration as {@link Durations#parse} reads it. */
    public @Nullable Duration duration(String name, @Nullable Duration fallback) {
        String text = values.get(name);
        return text == null ? fallback : Durations.parse(text);
    }

    /**
     * Refuses arguments the task does not know, so that a typing error is not a silent default.
     *
     * @throws IllegalArgumentException naming the first unknown one and all known ones
     */
    public TaskArgs only(String... known) {
        Set<String> names = new TreeSet<>(Set.of(known));
        for (String name : new TreeSet<>(values.keySet())) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("unknown argument \"" + name + "\"; "
                        + (names.isEmpty() ? "this task takes none" : "known: " + String.join(", ", names)));
            }
        }
        return this;
    }
}
