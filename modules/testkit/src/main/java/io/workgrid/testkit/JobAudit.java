package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.Outcome;
import io.workgrid.api.view.SpanView;
import java.util.List;

/**
 * What must be true of every job of a grid, whatever a case did: it ends once it is told to, each item has exactly one outcome, and all
 * the ways to look at it tell the same story. For tests of a grid, beside the contracts too.
 */
public final class JobAudit {
    private static final int ITEMS_KEPT = 100_000;
    private static final int SPANS_KEPT = 10_000;
    /** Of a case that makes thousands of jobs, the newest are enough. */
    private static final int JOBS = 100;

    private JobAudit() {}

    /** Cancels what still runs, and audits all. */
    static void check(Grid grid) {
        List<JobView> jobs = grid.jobs();
        for (JobView job : jobs) {
            if (!job.phase().ended()) {
                consistent(job);
                grid.job(new JobId(job.id())).cancel();
            }
        }
        for (JobView job : jobs.subList(0, Math.min(JOBS, jobs.size()))) {
            ended(grid.job(new JobId(job.id())));
        }
    }

    private static void consistent(JobView job) {
        assertThat(List.of(job.done(), job.failed(), job.unknown(), job.cancelled(), job.running(), job.retried()))
                .as("counts of %s", job)
                .allMatch(count -> count >= 0);
        assertThat(job.settled()).as("settled of %s", job).isLessThanOrEqualTo(job.items());
    }

    /** Of a job that ends now, and whose ledger was not lost. */
    public static void ended(JobHandle<?> job) {
        JobView view = job.await(Eventually.DEADLINE);
        consistent(view);
        assertThat(view.phase().ended()).as("ended: %s", view).isTrue();
        assertThat(view.settled()).as("every item has an outcome: %s", view).isEqualTo(view.items());
        assertThat(view.running()).as("no lease is left: %s", view).isZero();
        assertThat(view.endedMillis())
                .as("ended after it began: %s", view)
                .isGreaterThanOrEqualTo(view.createdMillis());
        if (view.phase() == JobPhase.FINISHED) {
            assertThat(view.sealed()).as("sealed: %s", view).isTrue();
            assertThat(view.cancelled())
                    .as("finished means not stopped: %s", view)
                    .isZero();
        }
        items(view, job.items());
        assertThat(job.errors().stream().mapToLong(ErrorView::count).sum())
                .as("grouped errors of %s", view)
                .isBetween(view.failed(), view.failed() + view.unknown());
        spans(view, job.spans());
    }

    private static void items(JobView view, List<ItemView> items) {
        assertThat(items).as("records of %s", view).hasSize((int) Math.min(view.items(), ITEMS_KEPT));
        if (items.size() == view.items()) {
            assertThat(count(items, Outcome.DONE)).as("DONE in %s", view).isEqualTo(view.done());
            assertThat(count(items, Outcome.FAILED)).as("FAILED in %s", view).isEqualTo(view.failed());
            assertThat(count(items, Outcome.UNKNOWN)).as("UNKNOWN in %s", view).isEqualTo(view.unknown());
            assertThat(count(items, Outcome.CANCELLED))
                    .as("CANCELLED in %s", view)
                    .isEqualTo(view.cancelled());
        }
        long last = -1;
        for (ItemView item : items) {
            assertThat(item.index()).as("ascending: %s", item).isGreaterThan(last);
            last = item.index();
            assertThat(item.error() != null)
                    .as("an error if it failed: %s", item)
                    .isIn(fails(item));
            if (item.outcome() == Outcome.DONE || item.outcome() == Outcome.FAILED) {
                assertThat(item.attempts()).as("attempts: %s", item).isGreaterThan(0);
            }
        }
    }

    /** Whether the item may have an error: must when failed, must not when done, may when cancelled or unknown. */
    private static List<Boolean> fails(ItemView item) {
        return switch (item.outcome()) {
            case DONE -> List.of(false);
            case FAILED -> List.of(true);
            case UNKNOWN, CANCELLED -> List.of(true, false);
        };
    }

    private static long count(List<ItemView> items, Outcome outcome) {
        return items.stream().filter(item -> item.outcome() == outcome).count();
    }

    private static void spans(JobView view, List<SpanView> spans) {
        assertThat(spans).as("spans of %s", view).hasSizeLessThanOrEqualTo(SPANS_KEPT);
        for (SpanView span : spans) {
            assertThat(span.count()).as("%s", span).isGreaterThan(0);
            assertThat(span.firstIndex()).as("%s", span).isGreaterThanOrEqualTo(0);
            assertThat(span.firstIndex() + span.count())
                    .as("%s of %s", span, view)
                    .isLessThanOrEqualTo(view.items());
            assertThat(span.durationNanos()).as("%s", span).isGreaterThanOrEqualTo(0);
        }
    }
}
