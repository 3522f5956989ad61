package io.workgrid.engine.node;

import io.workgrid.api.RefusedException;
import io.workgrid.engine.worker.WorkerThread;
import io.workgrid.engine.worker.Workplace;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The worker threads of a node: its workers, and spares for those that wait for work of their own. Any thread may call. */
final class Crew {
    private static final int MOST_SPARES = 256;

    private final int workers;
    private final Workplace place;
    private final Map<Integer, WorkerThread> threads = new HashMap<>();
    private boolean closed;

    Crew(int workers, Workplace place) {
        this.workers = workers;
        this.place = place;
    }

    /** How many workers the node has; spares do not count. */
    int size() {
        return workers;
    }

    /**
     * Starts threads until there are that many.
     *
     * @throws RefusedException if too many workers wait for work of their own
     */
    synchronized void atLeast(int wanted) {
        if (wanted > workers + MOST_SPARES) {
            throw new RefusedException("more than " + MOST_SPARES + " workers of node " + place.name()
                    + " wait for work they gave out; the tasks are nested too deep");
        }
        for (int number = 0; threads.size() < wanted && !closed; number++) {
            if (!threads.containsKey(number)) {
                start(number);
            }
        }
    }

    private void start(int number) {
        WorkerThread thread = new WorkerThread(place, number);
        thread.start(); // may fail for want of memory: then there is none
        threads.put(number, thread);
    }

    /** A new thread takes the worker's number. */
    synchronized void replace(WorkerThread worker) {
        if (!closed && threads.remove(worker.number(), worker)) {
            start(worker.number());
        }
    }

    /** The thread ends by itself. */
    synchronized void left(WorkerThread worker) {
        threads.remove(worker.number(), worker);
    }

    synchronized List<WorkerThread> all() {
        return List.copyOf(threads.values());
    }

    /** Interrupts all and waits for them, at most so long in all. */
    void close(Duration longest) {
        List<WorkerThread> all;
        synchronized (this) {
            closed = true;
            all = all();
        }
        all.forEach(Thread::interrupt);
        long end = System.nanoTime() + longest.toNanos();
        for (WorkerThread thread : all) {
            try {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left > 0 && thread != Thread.currentThread()) {
                    thread.join(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
