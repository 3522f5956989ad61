package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.ItemFailedException;
import io.workgrid.api.ItemResult;
import io.workgrid.api.JobCancelledException;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobSpec;
import io.workgrid.api.ResultStream;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Results of a job, in order and as they come. */
interface ResultCases extends Cases {

    private static <O> List<ItemResult<O>> all(ResultStream<O> stream) {
        try (stream) {
            List<ItemResult<O>> results = new ArrayList<>();
            stream.forEachRemaining(results::add);
            return results;
        }
    }

    private JobHandle<Integer> divisions(Grid grid, int items) {
        return grid.submit(JobSpec.<Integer, Integer>of((n, context) -> 1_000 / (n % 10), range(items)));
    }

    @Test
    default void resultsAreInOrderAndCanBeReadTwice() {
        JobHandle<Integer> job = divisions(stage().grid(2), 1_000);
        for (int round = 0; round < 2; round++) {
            List<ItemResult<Integer>> results = all(job.results());
            assertThat(results.stream().map(ItemResult::index))
                    .containsExactlyElementsOf(
                            LongStream.range(0, 1_000).boxed().toList());
            assertThat(results.get(4).get()).isEqualTo(250);
            assertThat(results.get(10).item().outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    default void resultsGoOnFromAnyIndex() {
        JobHandle<Integer> job = divisions(stage().grid(2), 1_000);
        job.await();
        for (long from : new long[] {0, 1, 617, 999, 1_000, 5_000}) {
            assertThat(all(job.results(from)).stream().map(ItemResult::index))
                    .containsExactlyElementsOf(
                            LongStream.range(from, 1_000).boxed().toList());
        }
        assertThatThrownBy(() -> job.results(-1)).isInstanceOf(BadInputException.class);
    }

    @Test
    default void resultsAsCompletedAreCompleteAndWithoutDuplicates() {
        JobHandle<Integer> job = divisions(stage().grid(3), 20_000);
        for (int round = 0; round < 2; round++) {
            List<ItemResult<Integer>> results = all(job.resultsAsCompleted());
            assertThat(results).hasSize(20_000);
            assertThat(results.stream().map(ItemResult::index).collect(java.util.stream.Collectors.toSet()))
                    .hasSize(20_000);
            assertThat(results.stream()
                            .filter(one -> one.item().outcome() == Outcome.FAILED)
                            .count())
                    .isEqualTo(2_000);
        }
    }

    @Test
    default void resultsCanBeReadByTwoReadersAtOnce() throws InterruptedException {
        JobHandle<Integer> job = divisions(stage().grid(2), 5_000);
        List<Integer> sizes = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> readers = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            boolean ordered = n % 2 == 0;
            Thread reader = new Thread(() -> sizes.add(
                    all(ordered ? job.results() : job.resultsAsCompleted()).size()));
            reader.start();
            readers.add(reader);
        }
        for (Thread reader : readers) {
            reader.join(Eventually.DEADLINE.toMillis());
        }
        assertThat(sizes).containsExactly(5_000, 5_000, 5_000, 5_000);
    }

    @Test
    default void resultsComeWhileTheJobRuns() {
        Signals.Port at = stage().signals().port();
        JobHandle<Integer> job = stage().grid(2)
                .submit(JobSpec.<Integer, Integer>of(
                                (n, context) -> {
                                    if (n == 3) {
                                        at.pass("three");
                                    }
                                    return n;
                                },
                                range(6))
                        .withOptions(Stage.ONE_BY_ONE));
        try (ResultStream<Integer> ordered = job.results();
                ResultStream<Integer> unordered = job.resultsAsCompleted()) {
            HashSet<Integer> early = new HashSet<>();
            for (int n = 0; n < 5; n++) {
                early.add(unordered.next().get());
            }
            assertThat(early).containsExactlyInAnyOrder(0, 1, 2, 4, 5);
            for (int n = 0; n < 3; n++) {
                assertThat(ordered.next().get()).isEqualTo(n);
            }
            assertThatThrownBy(() -> ordered.next(Duration.ofMillis(10))).isInstanceOf(WaitTimedOutException.class);
            assertThatThrownBy(() -> unordered.next(Duration.ofMillis(10))).isInstanceOf(WaitTimedOutException.class);
            stage().signals().open("three");
            assertThat(unordered.next().get()).isEqualTo(3);
            for (int n = 3; n < 6; n++) {
                assertThat(ordered.next().get()).isEqualTo(n);
            }
            assertThat(ordered.next(Eventually.DEADLINE)).as("the end").isNull();
            assertThat(unordered.next(Eventually.DEADLINE)).as("the end").isNull();
            assertThatThrownBy(ordered::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    default void resultOfAFailedItemThrowsWhenAskedFor() {
        JobHandle<Integer> job = divisions(stage().grid(1), 2);
        List<ItemResult<Integer>> results = all(job.results());
        assertThat(results.get(0).value()).isNull();
        assertThatThrownBy(results.get(0)::get)
                .isInstanceOfSatisfying(
                        ItemFailedException.class,
                        e -> assertThat(e.causedBy(ArithmeticException.class)).isTrue());
        assertThat(results.get(1).get()).isEqualTo(1_000);
    }

    @Test
    default void resultsOfACancelledJobSayWhatWasCancelled() {
        Signals.Port at = stage().signals().port();
        JobHandle<Integer> job = stage().grid(1)
                .submit(JobSpec.<Integer, Integer>of(
                                (n, context) -> {
                                    if (n == 1) {
                                        at.hit("started");
                                        Stage.untilInterrupted();
                                    }
                                    return n;
                                },
                                range(4))
                        .withOptions(Stage.ONE_BY_ONE));
        stage().signals().await("started", 1);
        job.cancel();
        List<ItemResult<Integer>> results = all(job.results());
        assertThat(results.stream().map(one -> one.item().outcome()))
                .containsExactly(Outcome.DONE, Outcome.CANCELLED, Outcome.CANCELLED, Outcome.CANCELLED);
        assertThat(results.get(0).get()).isZero();
        assertThatThrownBy(results.get(2)::get).isInstanceOf(JobCancelledException.class);
    }

    @Test
    default void closingTheStreamLeavesTheJob() {
        JobHandle<Integer> job = divisions(stage().grid(1), 1_000);
        ResultStream<Integer> results = job.results();
        assertThat(results.next().index()).isZero();
        results.close();
        assertThat(job.await(Eventually.DEADLINE).phase()).isEqualTo(JobPhase.FINISHED);
        assertThat(all(job.results())).hasSize(1_000);
    }

    @Test
    default void nullResultsAreToldFromNoResult() {
        JobHandle<Object> job = stage().grid(1)
                .submit(JobSpec.of((Integer n, io.workgrid.api.task.TaskContext c) -> Stage.nothing(), range(2)));
        assertThat(all(job.results())).allSatisfy(one -> {
            assertThat(one.item().outcome()).isEqualTo(Outcome.DONE);
            assertThat(one.get()).isNull();
        });
    }
}
