package io.workgrid.engine.shared;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks once a second for objects of the grid whose time is over. */
public final class Sweeper implements AutoCloseable {
    private final Expiry expiry;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "workgrid-shared-expiry");
        thread.setDaemon(true);
        return thread;
    });

    /** Begins to look. */
    public Sweeper(SharedScope grid) {
        expiry = new Expiry(grid);
        Future<?> endless = timer.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
        assert !endless.isCancelled();
    }

    private void sweep() {
        try {
            expiry.sweep(System.currentTimeMillis());
        } catch (RuntimeException e) {
            // the store is not to be reached now, or others removed the same; in a second again
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
