package io.workgrid.core.shared;

import java.util.Locale;

/** What a shared cell is. Fixed when it is first used. Stored by name: a constant may move, never change its name. */
public enum Kind {
    /** A lock with its condition; one holder, who takes it once. */
    LOCK(true),
    /** A lock whose holder may take it again. */
    RLOCK(true),
    /** Permits. */
    SEMAPHORE(true),
    /** A flag to wait for. */
    EVENT(false),
    /** A place where parties meet. */
    BARRIER(true);

    private final boolean owned;

    Kind(boolean owned) {
        this.owned = owned;
    }

    /** Whether something of it may be an owner's, which ends with the owner. */
    public boolean owned() {
        return owned;
    }

    /** The word for it in messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
