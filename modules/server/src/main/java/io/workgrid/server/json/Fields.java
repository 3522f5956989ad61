package io.workgrid.server.json;

import io.workgrid.server.json.BadJsonException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of a request, read field by field. What was not asked for is unknown: {@link #end} refuses it. A field that is {@code null}
 * counts as absent. For one thread.
 */
public final class Fields {
    private final String path;
    private final Map<String, @Nullable Object> values;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(String path, Map<String, @Nullable Object> values) {
        this.path = path;
        this.values = values;
    }

    /**
     * Takes a value that has to be an object.
     *
     * @param path how its place is called; empty for the whole
     */
    @SuppressWarnings("unchecked") // the reader makes maps with texts as names only
    public static Fields of(String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Fields(path, (Map<String, @Nullable Object>) map);
        }
        throw wrong(path, value, "an object");
    }

    /** A text. */
    public @Nullable String text(String name) {
        Object value = get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrong(at(name), value, "a text");
    }

    /** A whole number. */
    public long whole(String name, long otherwise, long least, long most) {
        Object value = get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Long number && number >= least && number <= most) {
            return number;
        }
        throw wrong(at(name), value, "a whole number from " + least + " to " + most);
    }

    /** A number. */
    public double number(String name, double otherwise) {
        Object value = get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(at(name), value, "a number");
    }

    /** True or false. */
    public boolean flag(String name, boolean otherwise) {
        Object value = get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(at(name), value, "true or false");
    }

    /** Milliseconds. */
    public @Nullable Duration millis(String name) {
        return get(name) == null ? null : Duration.ofMillis(whole(name, 0, 0, Long.MAX_VALUE / 1_000_000));
    }

    /** A word of an enum, in lower case in the text. */
    public <E extends Enum<E>> E word(String name, Class<E> type, E otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        List<String> words = new ArrayList<>();
        for (E each : type.getEnumConstants()) {
            String word = each.name().toLowerCase(Locale.ROOT);
            if (word.equals(text)) {
                return each;
            }
            words.add(word);
        }
        throw wrong(at(name), text, "one of " + String.join(", ", words));
    }

    /** Texts. */
    public List<String> texts(String name) {
        Object value = get(name);
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Object each : list(name)) {
            if (!(each instanceof String text)) {
                throw wrong(at(name) + "[" + texts.size() + "]", each, "a text");
            }
            texts.add(text);
        }
        return texts;
    }

    /** A list. */
    public List<@Nullable Object> list(String name) {
        Object value = get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw wrong(at(name), value, "a list");
    }

    /** Texts by name. Numbers and booleans are taken as their text. */
    public Map<String, String> dictionary(String name) {
        Object value = get(name);
        Map<String, String> texts = new LinkedHashMap<>();
        if (value != null) {
            Fields.of(at(name), value).values.forEach((key, each) -> {
                if (each == null || each instanceof Map || each instanceof List) {
                    throw wrong(at(name) + "." + key, each, "a text");
                }
                texts.put(key, each.toString());
            });
        }
        return texts;
    }

    /** An object; {@code null} if it is not there. */
    public @Nullable Fields object(String name) {
        Object value = get(name);
        return value == null ? null : Fields.of(at(name), value);
    }

    /** Whether it is there. */
    public boolean has(String name) {
        return get(name) != null;
    }

    /** A field that has to be there. */
    public <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new BadJsonException(Kind.MISSING, "field `" + at(name) + "` is missing", at(name));
        }
        return value;
    }

    private @Nullable Object get(String name) {
        known.add(name);
        return values.get(name);
    }

    /** Refuses what nobody asked for. */
    public void end() {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new BadJsonException(
                        Kind.UNKNOWN,
                        "unknown field `" + at(name) + "`; known here: " + String.join(", ", known),
                        at(name));
            }
        }
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static BadJsonException wrong(String path, @Nullable Object value, String wanted) {
        String seen = value instanceof Map
                ? "an object"
                : value instanceof List
                        ? "a list"
                        : value instanceof String ? "\"" + shortened(value) + "\"" : shortened(value);
        String what = path.isEmpty() ? "the request" : "`" + path + "`";
        boolean kind = !(value instanceof Number && wanted.startsWith("a whole")) && !wanted.startsWith("one of");
        return new BadJsonException(
                kind ? Kind.TYPE : Kind.VALUE,
                what + " is " + seen + "; wanted " + wanted,
                path.isEmpty() ? null : path);
    }

    private static String shortened(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
