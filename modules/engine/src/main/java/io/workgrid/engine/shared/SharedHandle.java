package io.workgrid.engine.shared;

import io.workgrid.api.shared.SharedObject;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.SharedViews;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;

/** A handle of a shared object: its name, and the way to the grid. What is sent of it is the name, see {@link SentHandle}. */
abstract class SharedHandle implements SharedObject {
    private static final long serialVersionUID = 1L;
    /** The scope of what belongs to no job. */
    static final String GRID = SharedViews.GRID;

    private final transient SharedCalls calls;
    private final transient String scope;
    private final transient CellRef cell;
    private final transient int size;

    /**
     * A handle.
     *
     * @param size how large the object is to be made; 0 for kinds that have no size
     */
    SharedHandle(SharedCalls calls, String scope, CellRef cell, int size) {
        this.calls = calls;
        this.scope = scope;
        this.cell = cell;
        this.size = size;
    }

    SharedCalls calls() {
        return calls;
    }

    CellRef cell() {
        return cell;
    }

    /** How large the object is made. */
    int made() {
        return size;
    }

    @Override
    public String name() {
        return cell.name();
    }

    @Override
    public String scope() {
        return scope;
    }

    private Kind kind() {
        return cell.kind();
    }

    @Serial
    Object writeReplace() {
        return new SentHandle(scope, name(), kind().name(), size);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a handle is sent by its name");
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof SharedHandle that
                && getClass() == that.getClass()
                && kind() == that.kind()
                && scope.equals(that.scope)
                && name().equals(that.name());
    }

    @Override
    public final int hashCode() {
        return cell.key().hashCode();
    }

    @Override
    public final String toString() {
        return kind().word() + " \"" + name() + "\" of " + (scope.equals(GRID) ? "the grid" : "job " + scope);
    }
}
