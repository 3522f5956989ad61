package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobOptions;
import io.workgrid.api.JobSpec;
import io.workgrid.api.NoSuchNodeException;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A job is waited for, paused, resumed and cancelled by its handle. */
interface SteeringCases extends Cases {

    /** Twenty items, each of which waits at the gate, one at a time on one worker, when the first has begun. */
    private JobHandle<Integer> held(Grid grid) {
        Signals.Port at = stage().signals().port();
        JobHandle<Integer> job = grid.submit(JobSpec.<Integer, Integer>of(
                        (n, context) -> {
                            at.pass("go");
                            return n;
                        },
                        range(20))
                .withOptions(Stage.ONE_BY_ONE));
        stage().signals().await("go", 1);
        return job;
    }

    @Test
    default void awaitWithTimeoutLeavesTheJobAlive() {
        JobHandle<Integer> job = held(stage().grid(1));
        assertThatThrownBy(() -> job.await(Duration.ofMillis(20))).isInstanceOf(WaitTimedOutException.class);
        assertThat(job.view().phase()).isEqualTo(JobPhase.RUNNING);
        stage().signals().open("go");
        assertThat(job.await(Eventually.DEADLINE).done()).isEqualTo(20);
    }

    @Test
    default void awaitThatIsInterruptedKeepsTheInterrupt() {
        JobHandle<Integer> job = held(stage().grid(1));
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(job::await).isInstanceOf(WaitTimedOutException.class);
        } finally {
            assertThat(Thread.interrupted()).as("the flag").isTrue();
        }
        stage().signals().open("go");
        assertThat(job.await(Eventually.DEADLINE).done()).isEqualTo(20);
    }

    @Test
    default void pausedJobStartsNothingNewUntilItIsResumed() {
        JobHandle<Integer> job = held(stage().grid(1));
        job.pause();
        Eventually.until("it is paused", () -> job.view().phase() == JobPhase.PAUSED);
        stage().signals().open("go");
        int started =
                Eventually.settled("items started", () -> stage().signals().count("go"));
        assertThat(started).as("what was leased goes on").isBetween(1, 2);
        assertThat(job.view().phase()).isEqualTo(JobPhase.PAUSED);
        assertThat(job.view().done()).isEqualTo(started);
        job.resume();
        JobView view = job.await(Eventually.DEADLINE);
        assertThat(view.phase()).isEqualTo(JobPhase.FINISHED);
        assertThat(view.done()).isEqualTo(20);
    }

    @Test
    default void pausedJobLeavesTheWorkersToOthers() {
        Grid grid = stage().grid(1);
        JobHandle<Integer> job = held(grid);
        job.pause();
        stage().signals().open("go");
        assertThat(grid.pool().map(n -> n, range(5))).isEqualTo(range(5));
        assertThat(job.view().phase().ended()).isFalse();
        job.resume();
        assertThat(job.await(Eventually.DEADLINE).done()).isEqualTo(20);
    }

    @Test
    default void pausedJobCanBeCancelled() {
        JobHandle<Integer> job = held(stage().grid(1));
        job.pause();
        job.cancel();
        JobView view = job.await(Eventually.DEADLINE);
        assertThat(view.phase()).isEqualTo(JobPhase.CANCELLED);
        assertThat(view.cancelled()).isEqualTo(20);
    }

    @Test
    default void parallelismThatIsSetHoldsFromNowOn() {
        Signals.Port at = stage().signals().port();
        JobHandle<Integer> job = stage().grid(4)
                .submit(JobSpec.<Integer, Integer>of(
                                (n, context) -> {
                                    at.pass(n < 20 ? "first" : "rest");
                                    return n;
                                },
                                range(40))
                        .withOptions(Stage.ONE_BY_ONE));
        stage().signals().await("first", 4);
        job.setParallelism(1);
        assertThat(job.view().parallelism()).isEqualTo(1);
        stage().signals().open("first");
        stage().signals().await("rest", 1);
        Eventually.settled("items started", () -> stage().signals().count("rest"));
        assertThat(stage().signals().count("rest")).as("beyond the limit").isEqualTo(1);
        job.setParallelism(3);
        stage().signals().await("rest", 3);
        assertThat(Eventually.settled("items started", () -> stage().signals().count("rest")))
                .isEqualTo(3);
        job.setParallelism(0);
        stage().signals().open("rest");
        assertThat(job.await(Eventually.DEADLINE).done()).isEqualTo(40);
        assertThat(job.view().parallelism()).isZero();
    }

    @Test
    default void priorityThatIsSetChangesWhoseTurnItIs() {
        Signals.Port at = stage().signals().port();
        Grid grid = stage().grid(1);
        JobHandle<Integer> first = held(grid);
        JobHandle<Integer> second = grid.submit(JobSpec.<Integer, Integer>of(
                        (n, context) -> {
                            at.hit("second");
                            return n;
                        },
                        range(5))
                .withOptions(Stage.ONE_BY_ONE.withPriority(-10)));
        second.setPriority(10);
        assertThat(second.view().priority()).isEqualTo(10);
        stage().signals().open("go");
        second.await(Eventually.DEADLINE);
        assertThat(first.view().phase()).as("was overtaken").isEqualTo(JobPhase.RUNNING);
        assertThat(first.await(Eventually.DEADLINE).done()).isEqualTo(20);
    }

    @Test
    default void settingsThatCannotBeAreRefused() {
        JobHandle<Integer> job = held(stage().grid(1));
        assertThatThrownBy(() -> job.setParallelism(-1)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> job.setPriority(101)).isInstanceOf(BadInputException.class);
        assertThat(job.view().priority()).isZero();
        stage().signals().open("go");
        assertThat(job.await(Eventually.DEADLINE).done()).isEqualTo(20);
    }

    @Test
    default void viewTellsWhatTheJobWasGiven() {
        JobHandle<Integer> job = stage().grid(1)
                .submit(JobSpec.<Integer, Integer>of((n, context) -> n, range(3))
                        .withOptions(JobOptions.DEFAULT
                                .withLabels(Map.of("team", "red"))
                                .withParallelism(2)
                                .withPriority(4)));
        JobView view = job.await(Eventually.DEADLINE);
        assertThat(view.labels()).isEqualTo(Map.of("team", "red"));
        assertThat(view.parallelism()).isEqualTo(2);
        assertThat(view.priority()).isEqualTo(4);
        assertThat(view.needs()).isEmpty();
    }

    @Test
    default void nodeThatIsNotThereCannotBeDrained() {
        Grid grid = stage().grid(1);
        assertThatThrownBy(() -> grid.drain("nobody"))
                .isInstanceOf(NoSuchNodeException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    default void steeringAJobThatEndedDoesNothing() {
        JobHandle<Integer> job = stage().grid(1).submit(JobSpec.of((n, context) -> n, range(5)));
        JobView atEnd = job.await();
        job.pause();
        job.resume();
        job.setParallelism(3);
        job.setPriority(3);
        job.cancel();
        assertThat(job.view()).isEqualTo(atEnd);
    }

    @Test
    default void resumeOfAJobThatRunsDoesNothing() {
        JobHandle<Integer> job = held(stage().grid(1));
        job.resume();
        assertThat(job.view().phase()).isEqualTo(JobPhase.RUNNING);
        stage().signals().open("go");
        assertThat(job.await(Eventually.DEADLINE).phase()).isEqualTo(JobPhase.FINISHED);
    }

    @Test
    default void cancelledJobSaysSoAndIsLeftInTheList() {
        Grid grid = stage().grid(1);
        JobHandle<Integer> job = held(grid);
        job.cancel();
        JobView view = job.await(Eventually.DEADLINE);
        assertThat(view.phase()).isEqualTo(JobPhase.CANCELLED);
        assertThat(view.reason()).contains("cancel");
        assertThat(grid.jobs()).containsExactly(view);
    }

    @Test
    default void endlessJobRunsUntilItIsCancelled() {
        JobHandle<Long> job = stage().grid(2)
                .submit(JobSpec.of(
                        (Long n, io.workgrid.api.task.TaskContext context) -> n,
                        () -> java.util.stream.LongStream.iterate(0, n -> n + 1).iterator()));
        Eventually.until("many are done", () -> job.view().done() > 1_000);
        assertThat(job.view().sealed()).isFalse();
        job.cancel();
        JobView view = job.await(Eventually.DEADLINE);
        assertThat(view.phase()).isEqualTo(JobPhase.CANCELLED);
        assertThat(view.done()).isGreaterThan(1_000);
    }

    @Test
    default void handleThatWasDroppedDoesNotEndTheJob() {
        Signals.Port at = stage().signals().port();
        Grid grid = stage().grid(1);
        grid.submit(JobSpec.of((n, context) -> at.hit("ran"), range(5)));
        stage().signals().await("ran", 5);
    }
}
