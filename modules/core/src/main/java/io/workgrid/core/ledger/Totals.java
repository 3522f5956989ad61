package io.workgrid.core.ledger;

import io.workgrid.api.view.Outcome;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is settled: which items, with which outcome, with or without a block; the job's counters. An item is settled once. */
final class Totals {
    static final int MOST_COUNTERS = 1_000;
    /** Takes what is added under more names than are kept. */
    static final String OTHER_COUNTERS = "(others)";

    private final RangeSet settled = new RangeSet();
    private final Map<Outcome, RangeSet> withoutBlock = new EnumMap<>(Outcome.class);
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private final Map<String, Long> counters = new LinkedHashMap<>();
    private long retried;

    void settle(long first, long end, Outcome outcome, boolean block) {
        settled.add(first, end);
        counts.merge(outcome, end - first, Long::sum);
        if (!block) {
            withoutBlock.computeIfAbsent(outcome, any -> new RangeSet()).add(first, end);
        }
    }

    void count(Map<String, Long> added) {
        added.forEach((name, more) -> {
            boolean room = counters.size() < MOST_COUNTERS || counters.containsKey(name);
            counters.merge(room ? name : OTHER_COUNTERS, more, Long::sum);
        });
    }

    void retried(long items) {
        retried += items;
    }

    long settledItems() {
        return settled.total();
    }

    long of(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    long retried() {
        return retried;
    }

    Ranges settled() {
        return settled.freeze();
    }

    Map<Outcome, Long> counts() {
        Map<Outcome, Long> map = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            map.put(outcome, of(outcome));
        }
        return map;
    }

    Map<Outcome, Ranges> withoutBlock() {
        Map<Outcome, Ranges> map = new EnumMap<>(Outcome.class);
        withoutBlock.forEach((outcome, set) -> map.put(outcome, set.freeze()));
        return map;
    }

    Map<String, Long> counters() {
        return counters;
    }

    /** Takes over a stored ledger's totals; only into an empty one. */
    void restore(Ranges all, Map<Outcome, Long> byOutcome, Map<Outcome, Ranges> blockless, long again) {
        addAll(settled, all);
        counts.putAll(byOutcome);
        blockless.forEach((outcome, ranges) -> {
            RangeSet set = new RangeSet();
            addAll(set, ranges);
            withoutBlock.put(outcome, set);
        });
        retried = again;
    }

    private static void addAll(RangeSet set, Ranges ranges) {
        for (int n = 0; n < ranges.size(); n++) {
            set.add(ranges.first(n), ranges.end(n));
        }
    }
}
