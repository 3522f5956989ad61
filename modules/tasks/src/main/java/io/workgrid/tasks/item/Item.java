package io.workgrid.tasks.item;

import io.workgrid.api.task.TaskFailureException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item as the built-in tasks see it: a text, or a row of named columns. Immutable.
 *
 * @param text the text; of a row with one column that column, of a longer row the row as a JSON object on one line
 * @param columns the row's columns in their order; empty if the item is a text
 * @param row whether the item is a row
 */
public record Item(String text, Map<String, String> columns, boolean row) {

    /**
     * Reads an item. A text, a number or a truth value is its text; a map is a row, with an empty text for a missing value.
     *
     * @throws TaskFailureException permanent, if the item is something else
     */
    public static Item of(@Nullable Object item) throws TaskFailureException {
        if (item instanceof CharSequence || item instanceof Number || item instanceof Boolean) {
            return new Item(item.toString(), Map.of(), false);
        }
        if (item instanceof Map<?, ?> map && !map.isEmpty()) {
            Map<String, String> columns = new LinkedHashMap<>();
            map.forEach((name, value) -> columns.put(String.valueOf(name), value == null ? "" : value.toString()));
            String only = columns.values().iterator().next();
            return new Item(columns.size() == 1 ? only : JsonLine.of(columns), columns, true);
        }
        String seen = item == null ? "null" : item instanceof Map<?, ?> ? "a row without columns" : typeOf(item);
        throw TaskFailureException.permanent("item is " + seen + "; wanted a text or a row of columns", null);
    }

    /**
     * The one value that a task needs: the text, the named column, or the only column.
     *
     * @throws TaskFailureException permanent, if the item is a row of several columns and none has that name, or nothing of these
     */
    public static String value(@Nullable Object item, String column) throws TaskFailureException {
        Item read = of(item);
        String named = read.columns.get(column);
        if (named != null) {
            return named;
        }
        if (read.columns.size() > 1) {
            throw TaskFailureException.permanent(
                    "row has the columns " + String.join(", ", read.columns.keySet()) + "; wanted one named " + column
                            + ", or a single column",
                    null);
        }
        return read.text;
    }

    private static String typeOf(Object item) {
        return "of type " + item.getClass().getName();
    }
}
