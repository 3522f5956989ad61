package io.workgrid.engine.shared;

import io.workgrid.api.GridException;
import io.workgrid.api.RefusedException;
import io.workgrid.core.shared.Call;
import io.workgrid.core.shared.Owner;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.worker.Blocking;
import io.workgrid.engine.worker.Tenant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Which cells each attempt has taken something in: they are told when it ends, and again until they have heard. Any thread may use it.
 */
final class Tenants implements AutoCloseable {
    private static final long AGAIN_MILLIS = 200;
    private static final String ENDED = ": the attempt that calls has ended; nothing changed";
    private static final int MOST_CELLS = 10_000;

    private final GridStore store;
    private final Map<Owner, Stay> stays = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "workgrid-shared-ends");
        thread.setDaemon(true);
        return thread;
    });

    Tenants(GridStore store) {
        this.store = store;
    }

    /** What one attempt has touched, and its calls that are under way. */
    private static final class Stay {
        private final Map<String, CellRef> cells = new LinkedHashMap<>();
        private int calls;
        private boolean ended;

        /** False if it can touch no more. */
        synchronized boolean begin(CellRef cell) {
            if (ended || (cells.size() >= MOST_CELLS && !cells.containsKey(cell.key()))) {
                return false;
            }
            cells.put(cell.key(), cell);
            calls++;
            return true;
        }

        /** A call is back; whether the attempt has ended. */
        synchronized boolean back() {
            calls--;
            return ended;
        }

        synchronized Map<String, CellRef> end() {
            ended = true;
            return Map.copyOf(cells);
        }

        synchronized boolean over() {
            return ended && calls == 0;
        }

        synchronized boolean full() {
            return !ended;
        }
    }

    /** Whose what the calling thread takes is. */
    static Owner owner(String session) {
        Optional<Tenant> tenant = Blocking.tenant();
        if (tenant.isPresent()) {
            Tenant one = tenant.get();
            return Owner.attempt(session, one.node(), one.job(), one.item(), one.attempt());
        }
        Thread thread = Thread.currentThread();
        return Owner.thread(session, session, thread.getName() + "#" + thread.getId());
    }

    /**
     * An owner is about to take something in a cell.
     *
     * @return to be run when the answer is there
     */
    Runnable touches(Owner owner, CellRef cell) {
        Tenant tenant = owner.job() == null || !cell.kind().owned()
                ? null
                : Blocking.tenant().orElse(null);
        if (tenant == null) {
            return () -> {};
        }
        Stay stay = stays.computeIfAbsent(owner, absent -> new Stay());
        if (!stay.begin(cell)) {
            throw new RefusedException(
                    stay.full()
                            ? cell.text() + ": an attempt takes things in " + MOST_CELLS
                                    + " objects at most; nothing changed"
                            : cell.text() + ENDED);
        }
        if (!tenant.onEnd(owner, () -> end(owner, tenant.well()))) {
            end(owner, false);
            returned(owner, cell, stay);
            throw new RefusedException(cell.text() + ENDED);
        }
        return () -> returned(owner, cell, stay);
    }

    /** If the owner has ended meanwhile, what it got is given back. */
    private void returned(Owner owner, CellRef cell, Stay stay) {
        if (stay.back()) {
            tell(owner, cell, false);
        }
        forget(owner, stay);
    }

    private void end(Owner owner, boolean well) {
        Stay stay = stays.get(owner);
        if (stay != null) {
            stay.end().values().forEach(cell -> tell(owner, cell, well));
            forget(owner, stay);
        }
    }

    private void forget(Owner owner, Stay stay) {
        if (stay.over()) {
            stays.remove(owner, stay);
        }
    }

    private void tell(Owner owner, CellRef cell, boolean well) {
        try {
            Call end = well ? Call.endWell(owner, cell.kind(), cell.spec()) : Call.end(owner, cell.kind(), cell.spec());
            store.call(cell.key(), end);
        } catch (GridException e) {
            if (e.retryable()) {
                again(owner, cell, well);
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends by itself
    private void again(Owner owner, CellRef cell, boolean well) {
        if (!timer.isShutdown()) {
            timer.schedule(() -> tell(owner, cell, well), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
