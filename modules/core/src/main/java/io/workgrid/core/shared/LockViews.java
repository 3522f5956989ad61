package io.workgrid.core.shared;

import io.workgrid.api.view.LockView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Locks, semaphores, conditions and barriers as people see them. */
public final class LockViews {
    private static final int MOST_WAITERS = 100;

    private LockViews() {}

    /**
     * What somebody holds or waits for, those in a deadlock first.
     *
     * @param cells all there are, of whatever kind and scope: a deadlock may go through several
     */
    public static List<LockView> of(List<CellView> cells) {
        Map<String, List<Owner>> circles = Deadlocks.among(cells);
        List<LockView> views = new ArrayList<>();
        for (CellView cell : cells) {
            switch (cell.kind()) {
                case LOCK, RLOCK -> {
                    add(views, cell, cell.kind().word(), cell.holders(), waiting(cell, true), circles);
                    add(views, cell, "condition", List.of(), waiting(cell, false), Map.of());
                }
                case SEMAPHORE -> add(views, cell, cell.kind().word(), cell.holders(), waiting(cell, true), circles);
                case BARRIER -> add(views, cell, cell.kind().word(), List.of(), cell.waiting(), Map.of());
                default -> {
                    // nobody holds it
                }
            }
        }
        views.sort(Comparator.comparing(view -> view.deadlock().isEmpty()));
        return List.copyOf(views);
    }

    private static List<CellView.Waiting> waiting(CellView cell, boolean forHolders) {
        return cell.waiting().stream()
                .filter(each -> each.forHolders() == forHolders)
                .toList();
    }

    private static void add(
            List<LockView> views,
            CellView cell,
            String kind,
            List<CellView.Holder> holders,
            List<CellView.Waiting> waiting,
            Map<String, List<Owner>> circles) {
        if (holders.isEmpty() && waiting.isEmpty()) {
            return;
        }
        int end = cell.key().indexOf('/');
        views.add(new LockView(
                cell.key().substring(end + 1),
                kind,
                cell.key().substring(0, end),
                holders.stream()
                        .sorted(Comparator.comparingLong(CellView.Holder::sinceMillis))
                        .map(each -> party(each.owner(), each.sinceMillis()))
                        .toList(),
                waiting.stream()
                        .limit(MOST_WAITERS)
                        .map(each -> party(each.owner(), each.sinceMillis()))
                        .toList(),
                waiting.size(),
                holders.stream().mapToLong(CellView.Holder::fence).max().orElse(0),
                circles.getOrDefault(cell.key(), List.of()).stream()
                        .map(Owner::text)
                        .toList()));
    }

    private static LockView.Party party(Owner owner, long sinceMillis) {
        return new LockView.Party(owner.text(), owner.node(), sinceMillis);
    }
}
