package io.workgrid.api.task;

import java.io.Serializable;

/** A task that needs nothing of the grid but the item: what {@code pool.map} takes. */
@FunctionalInterface
public interface ItemFunction<I, O> extends Serializable {
    /** Runs one item. */
    O apply(I item) throws Exception;
}
