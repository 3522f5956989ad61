package io.workgrid.cli.batch;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of a row, as {@code {host}/{db}}.
 *
 * @param text the template
 */
record KeyTemplate(String text) implements Serializable {
    private static final Pattern COLUMN = Pattern.compile("\\{([^{}]+)}");

    /** Whether it names at least one column and has no brace too many. */
    static boolean valid(String text) {
        String rest = COLUMN.matcher(text).replaceAll("");
        return !rest.equals(text) && rest.indexOf('{') < 0 && rest.indexOf('}') < 0;
    }

    /** The columns it names. */
    List<String> columns() {
        return COLUMN.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /** The key of an item; of a row without the column, that part is empty. */
    String of(Object item) {
        if (!(item instanceof Map<?, ?> row)) {
            return String.valueOf(item);
        }
        return COLUMN.matcher(text).replaceAll((MatchResult found) -> {
            Object value = row.get(found.group(1));
            return Matcher.quoteReplacement(value == null ? "" : value.toString());
        });
    }
}
