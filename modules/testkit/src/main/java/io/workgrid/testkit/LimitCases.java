package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.Effect;
import io.workgrid.api.Halt;
import io.workgrid.api.ItemFailedException;
import io.workgrid.api.JobCancelledException;
import io.workgrid.api.JobOptions;
import io.workgrid.api.UnknownOutcomeException;
import io.workgrid.api.task.TaskContext;
import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Time-outs of attempts, deadlines of jobs, failure budgets, and what they mean for each effect. */
interface LimitCases extends Cases {
    Duration SOON = Duration.ofMillis(200);

    @Test
    default void attemptThatRunsTooLongFailsAsATimeout() {
        Signals.Port at = stage().signals().port();
        AsyncResult<List<Integer>> result = stage().pool(1)
                .with(JobOptions.DEFAULT.withTimeout(SOON))
                .mapAsync(
                        n -> {
                            if (n == 4) {
                                try {
                                    Stage.untilInterrupted();
                                } catch (InterruptedException e) {
                                    at.hit("interrupted");
                                    throw e;
                                }
                            }
                            return n;
                        },
                        range(10));
        assertThatThrownBy(result::get).isInstanceOfSatisfying(ItemFailedException.class, e -> {
            assertThat(e.index()).isEqualTo(4);
            assertThat(e.error().kind()).isEqualTo(ItemError.Kind.TIMEOUT);
        });
        stage().signals().await("interrupted", 1);
        assertThat(result.job().view().done()).as("the others").isEqualTo(9);
    }

    @Test
    default void timeoutIsForEachAttemptAndNotForTheChunk() {
        List<Integer> results = stage().pool(1)
                .with(JobOptions.DEFAULT.withChunkSize(40).withTimeout(Duration.ofSeconds(1)))
                .map(
                        n -> {
                            assertThat(new CountDownLatch(1).await(40, TimeUnit.MILLISECONDS))
                                    .isFalse();
                            return n;
                        },
                        range(40));
        assertThat(results).isEqualTo(range(40));
    }

    @Test
    default void timedOutAttemptIsTriedAgain() {
        List<Integer> attempts = stage().pool(1)
                .with(Stage.retrying(1).withTimeout(SOON))
                .map(
                        (Integer n, TaskContext context) -> {
                            if (context.attempt() == 1) {
                                Stage.untilInterrupted();
                            }
                            return context.attempt();
                        },
                        range(2));
        assertThat(attempts).containsExactly(2, 2);
    }

    @Test
    default void unsafeAttemptThatTimesOutIsUnknownAndNotTriedAgain() {
        Signals.Port at = stage().signals().port();
        AsyncResult<List<Object>> result = stage().pool(1)
                .with(Stage.retrying(3).withTimeout(SOON).withEffect(Effect.UNSAFE))
                .mapAsync(
                        n -> {
                            at.hit("ran");
                            Stage.untilInterrupted();
                            return n;
                        },
                        range(1));
        assertThatThrownBy(result::get).isInstanceOfSatisfying(UnknownOutcomeException.class, e -> {
            assertThat(e.item().index()).isZero();
            assertThat(e.item().outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(e.retryable()).isFalse();
        });
        assertThat(result.job().view().unknown()).isEqualTo(1);
        assertThat(stage().signals().count("ran")).isEqualTo(1);
    }

    @Test
    default void unsafeItemsAreHandedOutOneByOneAndMayFail() {
        AsyncResult<List<Integer>> result = stage().pool(2)
                .with(JobOptions.DEFAULT.withEffect(Effect.UNSAFE))
                .mapAsync(n -> 10 / n, range(50));
        assertThatThrownBy(result::get).isInstanceOf(ItemFailedException.class);
        assertThat(result.job().spans()).isNotEmpty().allMatch(span -> span.count() == 1);
        assertThat(result.job().view().failed()).as("a throw is an answer").isEqualTo(1);
    }

    @Test
    default void deadlineCancelsWhatIsLeft() {
        AsyncResult<List<Integer>> result = stage().pool(1)
                .with(Stage.ONE_BY_ONE.withDeadline(Duration.ofMillis(500)))
                .mapAsync(
                        n -> {
                            if (n > 2) {
                                Stage.untilInterrupted();
                            }
                            return n;
                        },
                        range(10));
        assertThatThrownBy(() -> result.get(Eventually.DEADLINE)).isInstanceOf(JobCancelledException.class);
        JobView view = result.job().await(Eventually.DEADLINE);
        assertThat(view.phase()).isEqualTo(JobPhase.CANCELLED);
        assertThat(view.reason()).contains("deadline");
        assertThat(view.done() + view.cancelled()).isEqualTo(10);
        assertThat(view.cancelled()).isGreaterThanOrEqualTo(7);
    }

    @Test
    default void jobWithinItsDeadlineIsNotTouched() {
        assertThat(stage().pool(2)
                        .with(JobOptions.DEFAULT
                                .withDeadline(Duration.ofHours(1))
                                .withTimeout(Duration.ofHours(1)))
                        .map(n -> n, range(100)))
                .isEqualTo(range(100));
    }

    @Test
    default void haltAtANumberOfFailuresStartsNothingNew() {
        AsyncResult<List<Object>> result = stage().pool(1)
                .with(Stage.ONE_BY_ONE.withHalt(Halt.atFailures(Halt.When.SOON, 3)))
                .mapAsync(
                        n -> {
                            throw new IllegalStateException("bad");
                        },
                        range(100));
        JobView view = result.job().await(Eventually.DEADLINE);
        assertThat(view.phase()).isEqualTo(JobPhase.CANCELLED);
        assertThat(view.reason()).isNotBlank();
        assertThat(view.failed()).as("one chunk may be held ahead").isBetween(3L, 4L);
        assertThat(view.failed() + view.cancelled()).isEqualTo(100);
        assertThatThrownBy(result::get).isInstanceOfAny(ItemFailedException.class, JobCancelledException.class);
    }

    /** On two workers: item 0 runs at the gate "zero", item 1 fails once it does. */
    private AsyncResult<List<Integer>> oneRunsOneFails(Halt.When when) {
        Signals.Port at = stage().signals().port();
        Signals signals = stage().signals();
        AsyncResult<List<Integer>> result = stage().pool(2)
                .with(Stage.ONE_BY_ONE.withHalt(Halt.atFailures(when, 1)))
                .mapAsync(
                        n -> {
                            at.pass(n == 0 ? "zero" : "others");
                            if (n > 0) {
                                throw new IllegalStateException("bad");
                            }
                            return n;
                        },
                        range(20));
        signals.await("zero", 1);
        signals.open("others");
        return result;
    }

    @Test
    default void haltSoonLetsRunningItemsEnd() {
        AsyncResult<List<Integer>> result = oneRunsOneFails(Halt.When.SOON);
        Eventually.until("the halt", () -> result.job().view().phase() == JobPhase.STOPPING);
        stage().signals().open("zero");
        JobView view = result.job().await(Eventually.DEADLINE);
        assertThat(view.done()).isEqualTo(1);
        assertThat(view.failed())
                .as("a chunk for each worker may be held ahead")
                .isBetween(1L, 3L);
        assertThat(view.cancelled()).isEqualTo(20 - 1 - view.failed());
    }

    @Test
    default void haltNowCancelsRunningItems() {
        AsyncResult<List<Integer>> result = oneRunsOneFails(Halt.When.NOW);
        JobView view = result.job().await(Eventually.DEADLINE);
        assertThat(view.phase()).isEqualTo(JobPhase.CANCELLED);
        assertThat(view.done()).isZero();
        assertThat(result.job().items().get(0).outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    default void haltAboveAShareStopsTheJob() {
        AsyncResult<List<Object>> result = stage().pool(1)
                .with(Stage.ONE_BY_ONE.withHalt(Halt.aboveShare(Halt.When.SOON, 0.1)))
                .mapAsync(
                        n -> {
                            throw new IllegalStateException("bad");
                        },
                        range(1_000));
        JobView view = result.job().await(Eventually.DEADLINE);
        assertThat(view.phase()).isEqualTo(JobPhase.CANCELLED);
        // a share means something once enough is known: all items, or a hundred outcomes
        assertThat(view.failed()).isBetween(101L, 120L);
    }

    @Test
    default void failuresWithinTheBudgetDoNotStopTheJob() {
        AsyncResult<List<Integer>> result = stage().pool(2)
                .with(Stage.ONE_BY_ONE.withHalt(Halt.aboveShare(Halt.When.NOW, 0.5)))
                .mapAsync(n -> 1 / (n % 10), range(100));
        JobView view = result.job().await(Eventually.DEADLINE);
        assertThat(view.phase()).isEqualTo(JobPhase.FINISHED);
        assertThat(view.failed()).isEqualTo(10);
    }

    @Test
    default void itemsThatNeverStartedAreRecordedWithoutAnAttempt() {
        AsyncResult<List<Integer>> result = oneRunsOneFails(Halt.When.NOW);
        result.job().await(Eventually.DEADLINE);
        List<ItemView> items = result.job().items();
        assertThat(items).hasSize(20);
        assertThat(items.get(19)).satisfies(last -> {
            assertThat(last.outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(last.attempts()).isZero();
            assertThat(last.startedMillis()).isZero();
        });
    }
}
