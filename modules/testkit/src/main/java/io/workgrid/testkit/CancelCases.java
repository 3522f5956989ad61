package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.JobCancelledException;
import io.workgrid.api.Pool;
import io.workgrid.api.task.AttemptCancelledException;
import io.workgrid.api.task.TaskContext;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cancelling what waits and what runs. */
interface CancelCases extends Cases {

    /** A job whose item 2 runs until it is interrupted, on a grid with one worker, when that item has started. */
    private AsyncResult<List<Integer>> stuckAtTwo(Pool pool) {
        Signals.Port at = stage().signals().port();
        AsyncResult<List<Integer>> result = pool.with(Stage.ONE_BY_ONE)
                .mapAsync(
                        n -> {
                            if (n == 2) {
                                try {
                                    at.hit("started");
                                    Stage.untilInterrupted();
                                } catch (InterruptedException e) {
                                    at.hit("interrupted");
                                    throw e;
                                }
                            }
                            return n;
                        },
                        range(10));
        stage().signals().await("started", 1);
        return result;
    }

    @Test
    default void cancelInterruptsWhatRunsAndDropsWhatWaits() {
        Pool pool = stage().pool(1);
        AsyncResult<List<Integer>> result = stuckAtTwo(pool);
        result.cancel();
        assertThatThrownBy(() -> result.get(Eventually.DEADLINE)).isInstanceOf(JobCancelledException.class);
        stage().signals().await("interrupted", 1);
        JobView view = result.job().await(Eventually.DEADLINE);
        assertThat(view.phase()).isEqualTo(JobPhase.CANCELLED);
        assertThat(view.done()).as("what had an outcome keeps it").isEqualTo(2);
        assertThat(view.cancelled()).isEqualTo(8);
        assertThat(pool.map(n -> n, range(3))).as("the pool goes on").isEqualTo(range(3));
    }

    @Test
    default void cancelByTheHandleIsTheSame() {
        AsyncResult<List<Integer>> result = stuckAtTwo(stage().pool(1));
        result.job().cancel();
        result.job().cancel();
        assertThatThrownBy(() -> result.get(Eventually.DEADLINE)).isInstanceOf(JobCancelledException.class);
        assertThat(result.successful()).isFalse();
    }

    @Test
    default void jobThatWaitsForAWorkerIsCancelledAtOnce() {
        Pool pool = stage().pool(1);
        AsyncResult<List<Integer>> first = stuckAtTwo(pool);
        AsyncResult<Integer> waiting = pool.applyAsync(() -> 1);
        waiting.cancel();
        assertThatThrownBy(() -> waiting.get(Eventually.DEADLINE)).isInstanceOf(JobCancelledException.class);
        assertThat(first.ready()).isFalse();
        assertThat(waiting.job().view().cancelled()).isEqualTo(1);
    }

    @Test
    default void cancelAfterTheEndChangesNothing() {
        AsyncResult<List<Integer>> result = stage().pool(1).mapAsync(n -> n, range(3));
        assertThat(result.get()).isEqualTo(range(3));
        result.cancel();
        result.job().cancel();
        assertThat(result.get()).isEqualTo(range(3));
        assertThat(result.successful()).isTrue();
        assertThat(result.job().view().phase()).isEqualTo(JobPhase.FINISHED);
    }

    @Test
    default void checkCancelledThrowsInATaskThatDoesNotBlock() {
        Signals.Port at = stage().signals().port();
        AsyncResult<List<Object>> result = stage().pool(1)
                .mapAsync(
                        (Integer n, TaskContext context) -> {
                            at.hit("started");
                            try {
                                while (true) {
                                    context.checkCancelled();
                                    Thread.onSpinWait();
                                }
                            } catch (AttemptCancelledException e) {
                                at.hit("checked");
                                throw e;
                            }
                        },
                        range(1));
        stage().signals().await("started", 1);
        result.cancel();
        stage().signals().await("checked", 1);
        assertThatThrownBy(() -> result.get(Eventually.DEADLINE)).isInstanceOf(JobCancelledException.class);
    }

    @Test
    default void cancelledSaysSoToATaskThatAsks() {
        Signals.Port at = stage().signals().port();
        AsyncResult<List<Integer>> result = stage().pool(1)
                .mapAsync(
                        (Integer n, TaskContext context) -> {
                            at.hit(context.cancelled() ? "cancelled before" : "started");
                            while (!context.cancelled()) {
                                Thread.onSpinWait();
                            }
                            return n;
                        },
                        range(1));
        stage().signals().await("started", 1);
        result.cancel();
        assertThat(result.waitFor(Eventually.DEADLINE)).isTrue();
    }

    @Test
    default void interruptOfACancelDoesNotReachTheNextItem() {
        Signals.Port at = stage().signals().port();
        Pool pool = stage().pool(1);
        for (int round = 1; round <= 20; round++) {
            AsyncResult<Integer> spinning = pool.applyAsync(() -> {
                at.hit("round");
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                return 1;
            });
            stage().signals().await("round", round);
            spinning.cancel();
            assertThat(pool.apply(() -> Thread.currentThread().isInterrupted())).isFalse();
        }
    }

    @Test
    default void cancelDuringRetriesEndsTheJob() {
        Signals.Port at = stage().signals().port();
        AsyncResult<Object> result = stage().pool(1)
                .with(Stage.ONE_BY_ONE.withRetries(1_000))
                .applyAsync(() -> {
                    at.hit("tried");
                    throw new IllegalStateException("again");
                });
        stage().signals().await("tried", 1);
        result.cancel();
        assertThatThrownBy(() -> result.get(Eventually.DEADLINE)).isInstanceOf(JobCancelledException.class);
    }
}
