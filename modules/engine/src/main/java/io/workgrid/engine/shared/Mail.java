package io.workgrid.engine.shared;

import io.workgrid.core.shared.Answer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where the answer to one waiting call is left. */
final class Mail {
    private @Nullable Answer answer;

    synchronized void put(Answer come) {
        answer = come;
        notifyAll();
    }

    /** The answer; {@code null}: none came for that long. */
    synchronized @Nullable Answer await(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        while (answer == null) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return null;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
        }
        return answer;
    }
}
