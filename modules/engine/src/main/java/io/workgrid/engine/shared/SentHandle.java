package io.workgrid.engine.shared;

import io.workgrid.api.Grid;
import io.workgrid.api.JobId;
import io.workgrid.api.shared.Manager;
import io.workgrid.core.shared.Kind;
import java.io.InvalidObjectException;
import java.io.Serial;
import java.io.Serializable;

/** What is sent of a handle. It becomes a handle again where it is read: of the grid whose worker reads it. */
record SentHandle(String scope, String name, String kind, int size) implements Serializable {
    /** Before the kind of the lock that the condition is of. */
    static final String CONDITION = "CONDITION of ";

    @Serial
    private Object readResolve() throws InvalidObjectException {
        Grid grid = Grid.current()
                .orElseThrow(() -> new InvalidObjectException(
                        kind + " \"" + name + "\" of " + scope + " was read where there is no grid"));
        Manager manager = scope.equals(SharedHandle.GRID) ? grid.manager() : grid.manager(new JobId(scope));
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
        };
    }
}
