package io.workgrid.cli.remote;

import io.workgrid.cli.input.JsonReader;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An object of JSON that came from a node, read field by field. A field that is missing or odd counts as not said. */
final class Tree {
    private final Map<?, ?> fields;

    private Tree(Map<?, ?> fields) {
        this.fields = fields;
    }

    static Tree of(@Nullable Object value) {
        return new Tree(value instanceof Map<?, ?> map ? map : Map.of());
    }

    /** Reads an answer that must be an object. */
    static Tree parse(String json) {
        try {
            Object value = JsonReader.parse(json);
            if (value instanceof Map<?, ?> map) {
                return new Tree(map);
            }
        } catch (JsonReader.BadJsonException e) {
            // falls through to the one message for both
        }
        throw new ProblemException(
                ExitCode.NO_NODE.code(),
                Problem.of(ErrorCode.NO_GRID_THERE, "what answered is not a node of a grid: wanted an object of JSON")
                        .fixedBy("wanted the port of grid node start --http-port"),
                "");
    }

    @Nullable
    Object value(String name) {
        return fields.get(name);
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    @Nullable
    String text(String name) {
        return fields.get(name) instanceof String text ? text : null;
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    long number(String name) {
        return fields.get(name) instanceof Number number ? number.longValue() : 0;
    }

    int small(String name) {
        return (int) number(name);
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    /** A time, in ms since the epoch; 0 where there is none. */
    long millis(String name) {
        try {
            Object time = fields.get(name);
            return time instanceof Number number
                    ? number.longValue()
                    : time instanceof String text ? Instant.parse(text).toEpochMilli() : 0;
        } catch (DateTimeException e) {
            return 0;
        }
    }

    <T> List<T> list(String name, Function<Tree, T> each) {
        List<T> all = new ArrayList<>();
        if (fields.get(name) instanceof List<?> values) {
            values.forEach(value -> all.add(each.apply(of(value))));
        }
        return all;
    }

    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        if (fields.get(name) instanceof List<?> values) {
            values.forEach(value -> all.add(String.valueOf(value)));
        }
        return all;
    }

    Map<String, String> words(String name) {
        Map<String, String> all = new LinkedHashMap<>();
        if (fields.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> all.put(String.valueOf(key), String.valueOf(value)));
        }
        return all;
    }

    Map<String, Long> numbers(String name) {
        Map<String, Long> all = new LinkedHashMap<>();
        if (fields.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> all.put(String.valueOf(key), value instanceof Number n ? n.longValue() : 0L));
        }
        return all;
    }
}
