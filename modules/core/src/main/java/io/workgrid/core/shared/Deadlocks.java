package io.workgrid.core.shared;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom in a circle. An owner is stuck if all who hold what it waits for are stuck: whoever waits for something that anybody may
 * do, an event or a signal, is not.
 */
final class Deadlocks {
    private final Map<Owner, CellView> waitsFor = new LinkedHashMap<>();
    private final Set<Owner> stuck = new LinkedHashSet<>();

    private Deadlocks(List<CellView> cells) {
        for (CellView cell : cells) {
            for (CellView.Waiting each : cell.waiting()) {
                if (each.forHolders()) {
                    waitsFor.put(each.owner(), cell);
                }
            }
        }
        stuck.addAll(waitsFor.keySet());
        while (stuck.removeIf(owner -> !allStuck(waitsFor.get(owner)))) {
            // whoever goes on frees others
        }
    }

    private boolean allStuck(@Nullable CellView cell) {
        List<CellView.Holder> holders = Objects.requireNonNull(cell).holders();
        return !holders.isEmpty() && holders.stream().allMatch(holder -> stuck.contains(holder.owner()));
    }

    /** By the key of a cell, a circle of owners in which somebody waits for it; each waits for the next, the last one for the first. */
    static Map<String, List<Owner>> among(List<CellView> cells) {
        return new Deadlocks(cells).circles();
    }

    private Map<String, List<Owner>> circles() {
        Map<String, List<Owner>> circles = new HashMap<>();
        Set<Owner> seen = new HashSet<>();
        for (Owner owner : stuck) {
            List<Owner> circle = seen.contains(owner) ? List.of() : circleFrom(owner);
            seen.addAll(circle);
            for (Owner each : circle) {
                circles.putIfAbsent(Objects.requireNonNull(waitsFor.get(each)).key(), circle);
            }
        }
        return circles;
    }

    /** The circle that one gets into who goes from each to whom it waits for. */
    private List<Owner> circleFrom(Owner first) {
        List<Owner> way = new ArrayList<>();
        Owner at = first;
        while (!way.contains(at)) {
            way.add(at);
            at = Objects.requireNonNull(waitsFor.get(at)).holders().get(0).owner();
        }
        return List.copyOf(way.subList(way.indexOf(at), way.size()));
    }
}
