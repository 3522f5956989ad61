package io.workgrid.tasks.command;

import io.workgrid.api.task.TaskContext;
import io.workgrid.api.task.TaskFailureException;
import io.workgrid.tasks.item.Item;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the placeholders of a command stand for in one attempt, and the variables it finds in its environment.
 *
 * @param item the item
 * @param index its position, from 0
 * @param attempt which try, from 1
 * @param fence of the lease
 */
record Values(Item item, long index, int attempt, long fence) {
    static final String ITEM_VARIABLE = "GRID_ITEM";

    private static final String COLUMN_VARIABLE = "GRID_COLUMN_";

    static Values of(@Nullable Object item, TaskContext context) throws TaskFailureException {
        return new Values(Item.of(item), context.index(), context.attempt(), context.fence());
    }

    /** Every GRID_ variable but the columns, which only a shell text needs. */
    Map<String, String> variables(TaskContext context) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(ITEM_VARIABLE, item.text());
        variables.put("GRID_INDEX", Long.toString(index));
        variables.put("GRID_KEY", context.key());
        variables.put("GRID_ATTEMPT", Integer.toString(attempt));
        variables.put("GRID_FENCE", Long.toString(fence));
        variables.put("GRID_JOB", context.jobId());
        return variables;
    }

    /**
     * What a placeholder stands for.
     *
     * @return {@code null} if the braces are no placeholder for this item and stay as they are
     * @throws TaskFailureException permanent, if a row has no such column
     */
    @Nullable
    String of(Placeholder placeholder) throws TaskFailureException {
        String name = placeholder.name();
        String column = item.columns().get(name);
        if (column != null) {
            return column;
        }
        return switch (name) {
            case "" -> item.text();
            case "#" -> Long.toString(index);
            case "attempt" -> Integer.toString(attempt);
            case "fence" -> Long.toString(fence);
            default -> {
                if (item.row() && placeholder.isIdentifier()) {
                    throw TaskFailureException.permanent(
                            "row has no column \"" + name + "\"; it has "
                                    + String.join(", ", item.columns().keySet()) + ". Write \\{" + name
                                    + "} for the braces themselves",
                            null);
                }
                yield null;
            }
        };
    }

    /** The name of the variable that carries what a placeholder of a shell text stands for. */
    String variableOf(Placeholder placeholder) {
        if (item.columns().containsKey(placeholder.name())) {
            int position = 1;
            for (String column : item.columns().keySet()) {
                if (column.equals(placeholder.name())) {
                    break;
                }
                position++;
            }
            return COLUMN_VARIABLE + position;
        }
        return switch (placeholder.name()) {
            case "" -> ITEM_VARIABLE;
            case "#" -> "GRID_INDEX";
            case "attempt" -> "GRID_ATTEMPT";
            case "fence" -> "GRID_FENCE";
            default -> throw new IllegalStateException("no variable for {" + placeholder.name() + "}");
        };
    }
}
