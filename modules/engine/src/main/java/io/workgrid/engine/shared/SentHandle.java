package io.workgrid.engine.shared;

import io.workgrid.api.Grid;
import io.workgrid.api.JobId;
import io.workgrid.api.shared.Manager;
import io.workgrid.core.shared.Kind;
import java.io.InvalidObjectException;
import java.io.Serial;
import java.io.Serializable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is sent of a handle. It becomes a handle again where it is read: of the grid whose worker reads it. */
record SentHandle(String scope, String name, String kind, int size) implements Serializable {
    /** Before the kind of the lock that the condition is of. */
    static final String CONDITION = "CONDITION of ";

    private static final ThreadLocal<@Nullable SharedScope> READER = new ThreadLocal<>();

    /** Reads something in which there may be handles: they become handles of that grid. */
    static <T> T reading(SharedScope manager, Supplier<T> read) {
        SharedScope before = READER.get();
        READER.set(manager);
        try {
            return read.get();
        } finally {
            READER.set(before);
        }
    }

    private Manager manager() throws InvalidObjectException {
        SharedScope reader = READER.get();
        if (reader != null) {
            return reader.of(scope);
        }
        Grid grid = Grid.current()
                .orElseThrow(() -> new InvalidObjectException(
                        kind + " \"" + name + "\" of " + scope + " was read where there is no grid"));
        return scope.equals(SharedHandle.GRID) ? grid.manager() : grid.manager(new JobId(scope));
    }

    @Serial
    private Object readResolve() throws InvalidObjectException {
        Manager manager = manager();
        if (kind.startsWith(CONDITION)) {
            boolean reentrant = kind.endsWith(Kind.RLOCK.name());
            return manager.condition(reentrant ? manager.rlock(name) : manager.lock(name));
        }
        return switch (Kind.valueOf(kind)) {
            case LOCK -> manager.lock(name);
            case RLOCK -> manager.rlock(name);
            case SEMAPHORE -> manager.semaphore(name, size);
            case EVENT -> manager.event(name);
            case BARRIER -> manager.barrier(name, size);
            case COUNTER -> manager.counter(name);
            case DICT -> manager.dict(name);
            case LIST -> manager.list(name);
            case LONGS -> manager.longs(name, size);
            case DOUBLES -> manager.doubles(name, size);
            case BYTES -> manager.bytes(name, size);
            case NAMESPACE -> manager.namespace(name);
            case QUEUE -> manager.queue(name, size);
            case CHANNEL -> manager.channel(name, size);
            case BUCKET, SEGMENT, BLOCK, CHANNELS -> throw new InvalidObjectException(kind + " has no handle");
        };
    }
}
