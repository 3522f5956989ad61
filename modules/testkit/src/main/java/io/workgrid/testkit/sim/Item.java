package io.workgrid.testkit.sim;

import io.workgrid.api.view.Outcome;
import org.jspecify.annotations.Nullable;

/** One item as {@link Invariants} knows it. Held, or settled, or to do: never two of them. */
final class Item {
    /** The next attempt's number. */
    int attempt = 1;

    int lost;
    long notBeforeMillis;
    /** The live lease it is in; 0: none. */
    long heldBy;

    @Nullable
    Outcome outcome;

    boolean block;
    /** The lease whose report settled it; 0: none did. */
    long settledBy;

    int starts;
    long lastStartedBy;
    /** The last lease whose report said that it failed and may be tried again. */
    long failedBy;
    /** Whether an attempt ended so that nobody can say what it did. */
    boolean unclear;

    boolean toDo() {
        return heldBy == 0 && outcome == null;
    }
}
