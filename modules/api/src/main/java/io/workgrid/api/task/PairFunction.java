package io.workgrid.api.task;

import java.io.Serializable;

/** A task of two arguments: what {@code pool.starmap} takes. */
@FunctionalInterface
public interface PairFunction<A, B, O> extends Serializable {
    /** Runs one pair. */
    O apply(A first, B second) throws Exception;
}
