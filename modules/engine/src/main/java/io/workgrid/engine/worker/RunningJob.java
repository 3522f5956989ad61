package io.workgrid.engine.worker;

import io.workgrid.api.Grid;
import io.workgrid.api.shared.Manager;
import io.workgrid.core.ledger.Reply;
import io.workgrid.engine.code.LoadedCode;
import io.workgrid.engine.code.PoolCode;
import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.codec.In;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.JobRecord;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A job that has work on this node: its code, loaded once, and the values all workers share. Any thread may use it. */
public final class RunningJob implements AutoCloseable {
    private final JobRecord record;
    private final GridStore store;
    private final LoadedCode code;
    private final Map<String, Object> broadcasts = new ConcurrentHashMap<>();
    private volatile @Nullable Manager manager;
    private volatile Reply.Stop stop = Reply.Stop.NONE;

    /**
     * Loads the job's code.
     *
     * @param codes the code of this node's jobs
     * @throws io.workgrid.api.BadInputException if it is not to be had
     */
    public RunningJob(JobRecord record, GridStore store, PoolCode codes) {
        this.record = record;
        this.store = store;
        code = codes.open(record, store::file);
    }

    public JobRecord record() {
        return record;
    }

    /** What is to be done with its items, as far as this node knows. */
    Reply.Stop stop() {
        return stop;
    }

    /** The job is to stop; once NOW it stays. A chunk that is just being taken up finds it too. */
    public synchronized void stop(Reply.Stop how) {
        if (how.compareTo(stop) > 0) {
            stop = how;
        }
    }

    LoadedCode code() {
        return code;
    }

    GridStore store() {
        return store;
    }

    Codec codec() {
        return code.codec();
    }

    <T> T broadcast(String name, Class<T> type) {
        Object value = broadcasts.computeIfAbsent(name, this::readBroadcast);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "broadcast \"" + name + "\" is a " + value.getClass().getName() + "; wanted a " + type.getName());
        }
        return type.cast(value);
    }

    /** The objects of the job. To be asked for by its workers' threads, which know their grid. */
    Manager manager() {
        Manager known = manager;
        if (known == null) {
            known = Grid.current()
                    .orElseThrow(() -> new IllegalStateException("this thread is no worker of a grid"))
                    .manager(record.id());
            manager = known;
        }
        return known;
    }

    private Object readBroadcast(String name) {
        byte[] bytes = record.broadcasts().containsKey(name) ? store.broadcast(record.id(), name) : null;
        if (bytes == null) {
            throw new IllegalArgumentException("the job has no broadcast \"" + name + "\"; it has "
                    + record.broadcasts().keySet());
        }
        return Objects.requireNonNull(codec().read(new In(bytes)), "a broadcast is never null");
    }

    @Override
    public void close() {
        code.close();
    }
}
