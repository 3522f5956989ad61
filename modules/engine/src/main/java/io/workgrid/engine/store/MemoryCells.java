package io.workgrid.engine.store;

import io.workgrid.api.JobId;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.core.shared.Answer;
import io.workgrid.core.shared.Call;
import io.workgrid.core.shared.Cell;
import io.workgrid.core.shared.CellView;
import io.workgrid.core.shared.SharedViews;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The shared cells of a store in memory. There is but one session, and it is never lost. Any thread may call. */
final class MemoryCells {
    static final String SESSION = "local";

    private final LongSupplier nowMillis;
    private final Predicate<JobId> known;
    private final Map<String, Slot> cells = new ConcurrentSkipListMap<>();
    private final List<Consumer<Answer.Wake>> listeners = new CopyOnWriteArrayList<>();

    /**
     * No cells.
     *
     * @param known whether a job is kept
     */
    MemoryCells(LongSupplier nowMillis, Predicate<JobId> known) {
        this.nowMillis = nowMillis;
        this.known = known;
    }

    /** A cell under its lock. */
    private static final class Slot {
        private final Cell cell;
        private boolean removed;

        Slot(Cell cell) {
            this.cell = cell;
        }

        /** {@code null}: it was removed meanwhile. */
        synchronized @Nullable Answer call(Call call, long now) {
            return removed ? null : cell.call(call, now);
        }

        synchronized List<Answer.Wake> remove(long now) {
            removed = true;
            return cell.removed(now);
        }

        synchronized CellView view() {
            return cell.view();
        }
    }

    Answer call(String key, Call call) {
        while (true) {
            long now = nowMillis.getAsLong();
            Slot slot = cells.get(key);
            if (slot == null) {
                refuseIfGone(key, call);
            }
            if (slot == null && !call.opens() && !call.fixesSize()) {
                return Cell.absent(key, call, now);
            }
            if (slot == null) {
                slot = cells.computeIfAbsent(key, absent -> new Slot(Cell.open(key, call, now)));
                if (gone(key)) {
                    remove(key); // the job went in this moment, and its cells before this one
                    continue;
                }
            }
            Answer answer = slot.call(call, now);
            if (answer != null) {
                tell(answer.wakes());
                return answer.withoutWakes();
            }
        }
    }

    private boolean gone(String key) {
        String job = SharedViews.job(key);
        return job != null && !known.test(new JobId(job));
    }

    private void refuseIfGone(String key, Call call) {
        if (call.verb() != Call.Verb.END && gone(key)) {
            throw new NoSuchJobException(GridStore.goneWithItsJob(key));
        }
    }

    private void tell(List<Answer.Wake> wakes) {
        for (Answer.Wake wake : wakes) {
            listeners.forEach(each -> each.accept(wake));
        }
    }

    GridStore.Watch onWake(Consumer<Answer.Wake> woken) {
        listeners.add(woken);
        return () -> listeners.remove(woken);
    }

    List<CellView> views(String prefix) {
        List<CellView> views = new ArrayList<>();
        cells.forEach((key, slot) -> {
            if (key.startsWith(prefix)) {
                views.add(slot.view());
            }
        });
        return views;
    }

    void removeAll(String prefix) {
        cells.keySet().stream().filter(key -> key.startsWith(prefix)).forEach(this::remove);
    }

    boolean remove(String key) {
        Slot slot = cells.remove(key);
        if (slot != null) {
            tell(slot.remove(nowMillis.getAsLong()));
        }
        return slot != null;
    }
}
