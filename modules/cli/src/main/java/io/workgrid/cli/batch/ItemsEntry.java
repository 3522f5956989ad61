package io.workgrid.cli.batch;

import io.workgrid.cli.batch.tree.Node;
import io.workgrid.cli.batch.tree.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items of a job.
 *
 * @param from where they come from
 * @param text the file, pattern or range as it was written; empty for values
 * @param values the items themselves; empty for the others
 * @param key the template of an item's key, or {@code null}
 * @param place where the file, pattern, range or list stands
 * @param keyPlace where the template stands
 */
record ItemsEntry(
        From from, String text, List<Node> values, @Nullable String key, Place place, Place keyPlace) {

    /** The keys that say where items come from. */
    enum From {
        VALUES("values"),
        RANGE("range"),
        GLOB("glob"),
        JSONL("jsonl"),
        LINES("lines"),
        TABLE("from");

        private final String key;

        From(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    ItemsEntry {
        values = List.copyOf(values);
    }
}
