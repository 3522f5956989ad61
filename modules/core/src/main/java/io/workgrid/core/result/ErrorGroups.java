package io.workgrid.core.result;

import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.ItemView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The errors of a job by kind. Mutable, confined to one thread at a time. At most {@value #MOST_GROUPS} groups, each with its first {@value
 * #MOST_ITEMS} items; kinds beyond that are counted in one last group, {@link #OTHERS}.
 */
public final class ErrorGroups {
    /** The fingerprint of the group that takes the kinds there was no room for; its example is the first of them. */
    public static final String OTHERS = "others";

    static final int MOST_GROUPS = 100;
    static final int MOST_ITEMS = 5;
    static final int MOST_NODES = 100;

    private final Map<String, Group> groups = new LinkedHashMap<>();

    /** Counts the item if it has an error. */
    public void add(ItemView item) {
        ItemError error = item.error();
        if (error == null) {
            return;
        }
        String fingerprint = Fingerprint.of(error);
        boolean room = groups.size() < MOST_GROUPS - 1 || groups.containsKey(fingerprint);
        groups.computeIfAbsent(room ? fingerprint : OTHERS, any -> new Group(error))
                .add(item);
    }

    /** The groups, the largest first, {@link #OTHERS} last. */
    public List<ErrorView> groups() {
        Comparator<ErrorView> others =
                Comparator.comparing(group -> group.fingerprint().equals(OTHERS));
        List<ErrorView> views = new ArrayList<>();
        groups.forEach((fingerprint, group) -> views.add(group.view(fingerprint)));
        views.sort(
                others.thenComparing(Comparator.comparingLong(ErrorView::count).reversed()));
        return List.copyOf(views);
    }

    private static final class Group {
        private final ItemError example;
        private final List<Long> items = new ArrayList<>();
        private final Map<String, Long> nodes = new LinkedHashMap<>();
        private long count;
        private long firstMillis = Long.MAX_VALUE;
        private long lastMillis;
        private int attempts;

        Group(ItemError example) {
            this.example = example;
        }

        void add(ItemView item) {
            count++;
            if (items.size() < MOST_ITEMS) {
                items.add(item.index());
            }
            String node = item.node();
            if (node != null) {
                boolean room = nodes.size() < MOST_NODES || nodes.containsKey(node);
                nodes.merge(room ? node : OTHERS, 1L, Long::sum);
            }
            long seen = item.startedMillis() + item.durationNanos() / 1_000_000;
            firstMillis = Math.min(firstMillis, seen);
            lastMillis = Math.max(lastMillis, seen);
            attempts = Math.max(attempts, item.attempts());
        }

        ErrorView view(String fingerprint) {
            return new ErrorView(fingerprint, example, count, items, nodes, firstMillis, lastMillis, attempts);
        }
    }
}
