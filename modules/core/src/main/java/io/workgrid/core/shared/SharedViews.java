package io.workgrid.core.shared;

import io.workgrid.api.view.SharedView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects as people see them: what is in several cells is one. */
public final class SharedViews {
    /** In keys, before what tells the parts of an object apart; no name has it. */
    public static final String PART = "\0";

    /** The scope of what belongs to no job. */
    public static final String GRID = "grid";

    /** What a cell takes besides its values, about. */
    private static final long CELL_BYTES = 200;

    private SharedViews() {}

    /** The objects that these cells are, by name; a part without a head is none. */
    public static List<SharedView> of(List<CellView> cells) {
        Map<String, List<CellView>> byObject = new LinkedHashMap<>();
        for (CellView cell : cells) {
            byObject.computeIfAbsent(object(cell.key()), absent -> new ArrayList<>())
                    .add(cell);
        }
        List<SharedView> views = new ArrayList<>();
        byObject.forEach((key, own) -> {
            for (CellView cell : own) {
                if (cell.key().equals(key)) {
                    views.add(view(cell, own));
                }
            }
        });
        return views;
    }

    /** The same, which goes so many milliseconds after its last change. */
    public static SharedView expiring(SharedView view, long afterMillis) {
        return new SharedView(
                view.name(),
                view.kind(),
                view.scope(),
                view.entries(),
                view.bytes(),
                view.createdMillis(),
                view.usedMillis(),
                view.usedMillis() + afterMillis);
    }

    /** The job that a cell belongs to; {@code null}: it is the grid's. */
    public static @Nullable String job(String key) {
        String scope = key.substring(0, key.indexOf('/'));
        return scope.equals(GRID) ? null : scope;
    }

    /** The key of the object that a cell is, or is a part of. */
    public static String object(String key) {
        int part = key.indexOf(PART);
        return part < 0 ? key : key.substring(0, part);
    }

    private static SharedView view(CellView head, List<CellView> own) {
        int end = head.key().indexOf('/');
        long entries = 0;
        long bytes = 0;
        long used = 0;
        for (CellView each : own) {
            entries += head.kind() == Kind.LIST && !each.key().equals(head.key())
                    ? 0
                    : each.entries(); // the end of a list counts all
            bytes += CELL_BYTES + each.bytes();
            used = Math.max(used, each.usedMillis());
        }
        return new SharedView(
                head.key().substring(end + 1),
                head.kind().word(),
                head.key().substring(0, end),
                entries,
                bytes,
                head.createdMillis(),
                used,
                null);
    }
}
