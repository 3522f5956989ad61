package io.workgrid.testkit.sim;

import static io.workgrid.testkit.sim.Violation.unless;

import io.workgrid.api.Effect;
import io.workgrid.api.RetryPolicy;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.LedgerSpec;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Ranges;
import io.workgrid.core.ledger.Reply;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All items of a shard, one by one, and what may happen to one. */
final class Items {
    private final LedgerSpec spec;
    private final List<Item> items = new ArrayList<>();
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private long held;
    private long settled;
    private long retried;

    Items(LedgerSpec spec) {
        this.spec = spec;
    }

    void append(long end) {
        while (spec.first() + items.size() < end) {
            items.add(new Item());
        }
    }

    Item get(long index) {
        unless(index >= spec.first() && index - spec.first() < items.size(), () -> "there is no item " + index);
        return items.get((int) (index - spec.first()));
    }

    void held(long index, Reply.Lease lease, long nowMillis) {
        Item item = get(index);
        unless(
                item.toDo(),
                () -> "item " + index + " of " + lease + " is in lease " + item.heldBy + " or " + item.outcome);
        unless(
                item.attempt == lease.attempt(),
                () -> "item " + index + " of " + lease + " is at attempt " + item.attempt);
        unless(item.notBeforeMillis <= nowMillis, () -> "item " + index + " of " + lease + " came back too early");
        item.heldBy = lease.fence();
        held++;
    }

    void freed(long index) {
        get(index).heldBy = 0;
        held--;
    }

    void ended(long index, Reply.Lease lease, Exchange.@Nullable End end, boolean stopped, long nowMillis) {
        Item item = get(index);
        item.settledBy = lease.fence();
        if (end == null) {
            settle(item, Outcome.DONE, true);
            return;
        }
        switch (end) {
            case FAILED -> settle(item, Outcome.FAILED, true);
            case UNKNOWN -> settle(item, Outcome.UNKNOWN, true);
            case CANCELLED -> settle(item, unsafe() ? Outcome.UNKNOWN : Outcome.CANCELLED, false);
            case RELEASED -> {
                if (stopped) {
                    settle(item, Outcome.CANCELLED, false);
                }
            }
            case RETRY -> {
                item.failedBy = lease.fence();
                if (stopped) {
                    settle(item, Outcome.CANCELLED, false);
                } else {
                    item.notBeforeMillis = nowMillis + shortestWait(item.attempt);
                    item.attempt++;
                    retried++;
                }
            }
        }
    }

    private long shortestWait(int attempt) {
        RetryPolicy policy = spec.retries();
        double full = policy.initialBackoff().toMillis() * Math.pow(policy.factor(), attempt - 1.0);
        long wait = (long) Math.min(full, (double) policy.maxBackoff().toMillis());
        return policy.jitter() ? wait / 2 : wait;
    }

    void lost(long index, boolean stopped) {
        Item item = get(index);
        if (unsafe()) {
            settle(item, Outcome.UNKNOWN, false);
        } else if (stopped) {
            settle(item, Outcome.CANCELLED, false);
        } else if (item.lost == spec.retries().maxLostRetries()) {
            settle(item, Outcome.FAILED, false);
        } else {
            item.lost++;
            item.attempt++;
            retried++;
        }
    }

    void cancelToDo() {
        items.stream().filter(Item::toDo).forEach(item -> settle(item, Outcome.CANCELLED, false));
    }

    private void settle(Item item, Outcome outcome, boolean block) {
        unless(item.outcome == null, () -> "an item is " + item.outcome + " and " + outcome);
        item.outcome = outcome;
        item.block = block;
        counts.merge(outcome, 1L, Long::sum);
        settled++;
    }

    void check(LedgerView view) {
        unless(
                view.settled().total() == settled,
                () -> "settled are " + view.settled().total() + ", not " + settled);
        for (int n = 0; n < items.size(); n++) {
            Item item = items.get(n);
            long index = spec.first() + n;
            unless(
                    view.settled().contains(index) == (item.outcome != null),
                    () -> "item " + index + " is " + item.outcome);
            for (Outcome outcome : Outcome.values()) {
                boolean expected = item.outcome == outcome && !item.block;
                boolean seen =
                        view.withoutBlock().getOrDefault(outcome, Ranges.NONE).contains(index);
                unless(seen == expected, () -> "item " + index + " " + item.outcome + " without block: " + outcome);
            }
        }
    }

    long count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    long toDo() {
        return items.size() - held - settled;
    }

    int size() {
        return items.size();
    }

    long held() {
        return held;
    }

    long settled() {
        return settled;
    }

    long retried() {
        return retried;
    }

    private boolean unsafe() {
        return spec.effect() == Effect.UNSAFE;
    }
}
