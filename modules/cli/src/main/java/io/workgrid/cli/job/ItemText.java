package io.workgrid.cli.job;

import io.workgrid.cli.output.Json;
import io.workgrid.tasks.command.NumberedItem;
import java.util.Map;
import java.util.stream.Collectors;

/** How an item is called where people read: a text is itself, a row its values, anything else its JSON. */
final class ItemText {
    private ItemText() {}

    static String of(Object item) {
        if (item instanceof String text) {
            return text;
        }
        if (item instanceof NumberedItem numbered) {
            return of(numbered.item());
        }
        if (item instanceof Map<?, ?> row && row.values().stream().allMatch(String.class::isInstance)) {
            return row.values().stream().map(String.class::cast).collect(Collectors.joining(","));
        }
        return Json.of(item);
    }
}
