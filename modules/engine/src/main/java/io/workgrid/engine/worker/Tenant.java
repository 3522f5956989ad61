package io.workgrid.engine.worker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An attempt at an item, as the one whose locks, permits and places in queues end with it. Any thread may use it.
 */
public final class Tenant {
    private final String node;
    private final String job;
    private final long item;
    private final int attempt;
    private final Map<Object, Runnable> onEnd = new LinkedHashMap<>();
    private boolean ended;
    private boolean well;

    Tenant(String node, String job, long item, int attempt) {
        this.node = node;
        this.job = job;
        this.item = item;
        this.attempt = attempt;
    }

    /** The name of the node it runs on. */
    public String node() {
        return node;
    }

    /** The id of its job. */
    public String job() {
        return job;
    }

    /** The index of its item. */
    public long item() {
        return item;
    }

    /** Which try at the item it is, from 1. */
    public int attempt() {
        return attempt;
    }

    /** Something to do when it has ended, once for each key; false if it has ended, and then nothing will be done. */
    public boolean onEnd(Object key, Runnable action) {
        synchronized (onEnd) {
            if (!ended) {
                onEnd.putIfAbsent(key, action);
            }
            return !ended;
        }
    }

    /** Whether it has ended, and its task returned. */
    public boolean well() {
        synchronized (onEnd) {
            return well;
        }
    }

    void end(boolean taskReturned) {
        List<Runnable> actions;
        synchronized (onEnd) {
            ended = true;
            well = taskReturned;
            actions = List.copyOf(onEnd.values());
            onEnd.clear();
        }
        actions.forEach(Runnable::run);
    }
}
