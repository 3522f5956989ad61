package io.workgrid.cli.job;

import io.workgrid.api.JobHandle;
import io.workgrid.api.view.JobView;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.JobDisplay;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.cli.remote.RemoteJob;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How one leaves a job that outlives this command: the first Ctrl-C stops watching, another one within two seconds cancels the job; so does the
 * first, while the items are still being given from here, as they cannot go on without this process. Any thread may use it.
 */
final class Leaving {
    private static final long AGAIN_MILLIS = 2_000;

    private final JobHandle<?> job;
    private final Stay stay;
    private final JobDisplay display;
    private final long deadlineNanos;
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch second = new CountDownLatch(1);
    private volatile boolean cancelled;

    Leaving(JobHandle<?> job, Stay stay, JobDisplay display) {
        this.job = job;
        this.stay = stay;
        this.display = display;
        this.deadlineNanos =
                stay.longest() == null ? 0 : System.nanoTime() + stay.longest().toNanos();
    }

    /** The signals as this command wants them; in effect until closed. */
    Interrupts interrupts() {
        return stay.outlives()
                ? new Interrupts(this::once, second::countDown)
                : new Interrupts(() -> {
                    display.notice(
                            "interrupted: this grid ends with its command, so the job is being cancelled (once more: at once)");
                    job.cancel();
                });
    }

    private void once() {
        if (job instanceof RemoteJob remote && !remote.given()) {
            cancelled = true;
            display.notice("interrupted: the items are still being given from here, so the job is being cancelled");
            job.cancel();
            return;
        }
        first.countDown();
    }

    /** Whether the job was cancelled by the signal that was to leave it. */
    boolean cancelled() {
        return cancelled;
    }

    /** Whether this command stays no longer. */
    boolean wanted() {
        return first.getCount() == 0 || late();
    }

    private boolean late() {
        return deadlineNanos != 0 && System.nanoTime() - deadlineNanos > 0;
    }

    /** Waits as long, or until this command stays no longer; tells whether that is so. */
    boolean within(long millis) {
        try {
            return first.await(millis, TimeUnit.MILLISECONDS) || late();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Says that the job goes on and how to come back, and waits for the second signal. */
    ExitCode leave() {
        display.endProgress();
        String id = job.id().text();
        if (first.getCount() > 0) {
            throw new ProblemException(
                    ExitCode.WAIT_TIMED_OUT.code(),
                    Problem.of(ErrorCode.WAIT_OVER, "job " + id + " has not ended in time")
                            .fixedBy("grid watch " + id + stay.flags()),
                    "it goes on");
        }
        display.notice("detached: job " + id + " goes on (Ctrl-C once more within 2s cancels it)");
        display.notice("  " + stay.back(id));
        if (!again()) {
            return ExitCode.INTERRUPTED;
        }
        job.cancel();
        display.notice("job " + id + " is being cancelled");
        return ExitCode.CANCELLED;
    }

    private boolean again() {
        try {
            return second.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What stays to be said of a job that has ended. */
    void ended(JobView last) {
        if (stay.outlives() && last.failed() + last.unknown() > 0) {
            display.notice(stay.details(last.id()));
        }
    }
}
