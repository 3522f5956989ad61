package io.workgrid.core.ledger;

import io.workgrid.api.view.JobPhase;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The phase of a ledger.
 *
 * <pre>
 * RUNNING  -> PAUSED (pause), STOPPING (stop), FINISHED (end)
 * PAUSED   -> RUNNING (resume), STOPPING (stop), FINISHED (end: what was leased was the rest)
 * STOPPING -> STOPPING (stop: from SOON to NOW, the first reason stays), CANCELLED, FAILED or LOST (end)
 * FINISHED, CANCELLED, FAILED, LOST: for good
 * </pre>
 *
 * Every other event changes nothing.
 */
final class Life {
    private static final Set<JobPhase> ENDS = EnumSet.of(JobPhase.CANCELLED, JobPhase.FAILED, JobPhase.LOST);

    private JobPhase phase = JobPhase.RUNNING;
    private Reply.Stop stop = Reply.Stop.NONE;
    private JobPhase endAs = JobPhase.FINISHED;
    private @Nullable String reason;
    private long steered;

    /** Takes the number of a pause or resume; false if one with that number or a later one came before. */
    boolean steer(long number) {
        if (number <= steered) {
            return false;
        }
        steered = number;
        return true;
    }

    /** Whether this changed anything. */
    boolean pause(String why) {
        if (phase != JobPhase.RUNNING) {
            return false;
        }
        phase = JobPhase.PAUSED;
        reason = why;
        return true;
    }

    boolean resume() {
        if (phase != JobPhase.PAUSED) {
            return false;
        }
        phase = JobPhase.RUNNING;
        reason = null;
        return true;
    }

    boolean stop(Reply.Stop how, JobPhase endsAs, String why) {
        if (how == Reply.Stop.NONE || !ENDS.contains(endsAs)) {
            throw new IllegalArgumentException(
                    "stop " + how + " as " + endsAs + "; wanted SOON or NOW, as CANCELLED, FAILED or LOST");
        }
        if (phase.ended() || how.compareTo(stop) <= 0) {
            return false;
        }
        if (phase != JobPhase.STOPPING) {
            phase = JobPhase.STOPPING;
            endAs = endsAs;
            reason = why;
        }
        stop = how;
        return true;
    }

    /** Every item has an outcome and none will come. */
    void end() {
        if (!stopped()) {
            reason = null;
        }
        phase = endAs;
    }

    /** Takes over a stored ledger's phase. */
    void restore(
            JobPhase storedPhase,
            Reply.Stop storedStop,
            JobPhase storedEndAs,
            @Nullable String storedReason,
            long storedSteered) {
        steered = storedSteered;
        phase = storedPhase;
        stop = storedStop;
        endAs = storedEndAs;
        reason = storedReason;
    }

    JobPhase phase() {
        return phase;
    }

    Reply.Stop stop() {
        return stop;
    }

    JobPhase endAs() {
        return endAs;
    }

    @Nullable
    String reason() {
        return reason;
    }

    /** The number of the last pause or resume. */
    long steered() {
        return steered;
    }

    boolean stopped() {
        return stop != Reply.Stop.NONE;
    }
}
