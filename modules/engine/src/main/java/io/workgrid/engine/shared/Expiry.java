package io.workgrid.engine.shared;

import io.workgrid.api.BadInputException;
import io.workgrid.core.shared.BucketOp;
import io.workgrid.core.shared.BucketOp.Found;
import io.workgrid.core.shared.BucketOp.If;
import io.workgrid.core.shared.CellView;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.SharedViews;
import io.workgrid.core.shared.Value;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which objects of the grid go when nobody changes them, and after how long: kept in a cell of its own. Every process looks once a second; who takes an entry
 * away, removes its object, so that two never do. Any thread may use it.
 */
final class Expiry {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final SharedScope in;
    private final SharedCalls calls;
    private final CellRef cell;

    Expiry(SharedScope in) {
        this.in = in;
        calls = in.calls();
        cell = new CellRef(
                SharedHandle.GRID + "/" + CellRef.PART + "expiry", "expiry of objects", Kind.NAMESPACE, new byte[0]);
    }

    /** False if there is no such object. */
    boolean set(String name, Duration unused) {
        if (!in.scope().equals(SharedHandle.GRID)) {
            throw new BadInputException("\"" + name + "\" is an object of job " + in.scope()
                    + " and goes with it; only objects of the grid expire");
        }
        if (unused.compareTo(SHORTEST) < 0 || unused.compareTo(LONGEST) > 0) {
            throw new BadInputException(
                    "time after which \"" + name + "\" expires is " + unused + "; wanted 1 second to 365 days");
        }
        if (usedMillis(name).isEmpty()) {
            return false;
        }
        put(name, unused.toMillis());
        return true;
    }

    private void put(String name, long millis) {
        byte[] op = BucketOp.change(Value.of(name), If.ALWAYS, Value.of(millis), BucketOp.NO_END);
        calls.change(cell, null, op);
    }

    void forget(String name) {
        if (found(name) != null) {
            calls.change(cell, null, BucketOp.change(Value.of(name), If.ALWAYS, null, BucketOp.NO_END));
        }
    }

    private @Nullable Found found(String name) {
        return BucketOp.found(calls.read(cell, BucketOp.get(List.of(Value.of(name)))))
                .get(0);
    }

    /** After how many milliseconds, by name. */
    Map<String, Long> all() {
        byte[] op = BucketOp.page(0, Integer.MAX_VALUE, Long.MAX_VALUE);
        Map<String, Long> all = new HashMap<>();
        BucketOp.page(calls.read(cell, op)).entries().forEach((name, millis) -> all.put(name.text(), millis.number()));
        return all;
    }

    /** When an object, or a part of it, was last changed; empty if there is none. */
    private OptionalLong usedMillis(String name) {
        String key = SharedHandle.GRID + "/" + name;
        List<CellView> cells = calls.cells(key).stream()
                .filter(each -> SharedViews.object(each.key()).equals(key))
                .toList();
        return cells.stream().anyMatch(each -> each.key().equals(key))
                ? cells.stream().mapToLong(CellView::usedMillis).max()
                : OptionalLong.empty();
    }

    /** Removes what nobody changed for as long as it said. */
    void sweep(long nowMillis) {
        all().forEach((name, millis) -> {
            Found entry = found(name);
            if (over(name, millis, nowMillis) && entry != null && take(name, entry)) {
                if (over(name, millis, nowMillis)) {
                    new Inventory(in).remove(name);
                } else {
                    put(name, millis); // changed in the last moment
                }
            }
        });
    }

    private boolean over(String name, long millis, long nowMillis) {
        OptionalLong used = usedMillis(name);
        return used.isEmpty() || used.getAsLong() + millis <= nowMillis;
    }

    private boolean take(String name, Found entry) {
        byte[] op = BucketOp.change(Value.of(name), If.version(entry.version()), null, BucketOp.NO_END);
        return BucketOp.changed(calls.change(cell, null, op)).done();
    }
}
