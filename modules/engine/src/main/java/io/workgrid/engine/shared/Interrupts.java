package io.workgrid.engine.shared;

import io.workgrid.api.WaitTimedOutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a wait has ended without what was waited for. */
final class Interrupts {
    private Interrupts() {}

    /** An interrupt as a cause, by which a worker knows that an attempt ended as it was told to; {@code null}: there was none. */
    static @Nullable InterruptedException cause() {
        return Thread.currentThread().isInterrupted() ? new InterruptedException() : null;
    }

    static WaitTimedOutException timedOut(String what, @Nullable Duration longest) {
        InterruptedException cause = cause();
        return cause == null
                ? new WaitTimedOutException("the time is up, " + longest + ", after " + what)
                : new WaitTimedOutException("interrupted while " + what, cause);
    }
}
