package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.GridClosedException;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.JobOptions;
import io.workgrid.api.JobSpec;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.NodeView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Jobs and nodes of a grid, and its end. */
interface JobCases extends Cases {

    private static JobSpec<Integer, Integer> doubling(int items) {
        return JobSpec.of((n, context) -> 2 * n, range(items));
    }

    @Test
    default void jobIsFoundByItsId() {
        Grid grid = stage().grid(1);
        JobHandle<Integer> job = grid.submit(doubling(3));
        job.await();
        JobHandle<?> again = grid.job(job.id());
        assertThat(again.id()).isEqualTo(job.id());
        assertThat(again.view()).isEqualTo(job.view());
        assertThat(again.items()).isEqualTo(job.items());
    }

    @Test
    default void unknownJobIsSaid() {
        Grid grid = stage().grid(1);
        assertThatThrownBy(() -> grid.job(new JobId("j-nobody-knows")).view())
                .isInstanceOf(NoSuchJobException.class)
                .hasMessageContaining("j-nobody-knows");
    }

    @Test
    default void jobsAreListedNewestFirst() {
        Grid grid = stage().grid(2);
        List<String> ids = new ArrayList<>();
        for (int n = 0; n < 30; n++) {
            ids.add(grid.submit(doubling(n)).id().text());
        }
        Collections.reverse(ids);
        assertThat(grid.jobs()).extracting(JobView::id).containsExactlyElementsOf(ids);
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    default void jobWithoutItemsFinishes() {
        JobHandle<Integer> job = stage().grid(1).submit(doubling(0));
        assertThat(job.await(Eventually.DEADLINE).phase()).isEqualTo(JobPhase.FINISHED);
        try (var results = job.results()) {
            assertThat(results.hasNext()).isFalse();
        }
        assertThat(job.items()).isEmpty();
        assertThat(job.errors()).isEmpty();
        assertThat(job.spans()).isEmpty();
    }

    @Test
    default void endedJobsAreKeptInABoundedNumber() {
        Grid grid = stage().grid(2);
        JobHandle<Integer> first = grid.submit(doubling(1));
        first.await();
        for (int round = 0; round < 40; round++) {
            List<JobHandle<Integer>> jobs = new ArrayList<>();
            for (int n = 0; n < 50; n++) {
                jobs.add(grid.submit(doubling(1)));
            }
            jobs.forEach(JobHandle::await);
        }
        assertThat(grid.jobs()).hasSizeLessThan(2_000);
        assertThatThrownBy(() -> grid.job(first.id()).view()).isInstanceOf(NoSuchJobException.class);
    }

    @Test
    default void keyGivenAtSubmitNamesTheItem() {
        JobHandle<String> job = stage().grid(1)
                .submit(JobSpec.<Integer, String>of((n, context) -> context.key(), range(3))
                        .withKey(n -> "room-" + n));
        job.await();
        assertThat(job.items()).extracting(ItemView::key).containsExactly("room-0", "room-1", "room-2");
        try (var results = job.results()) {
            assertThat(results.next().get()).isEqualTo("room-0");
        }
    }

    @Test
    default void keyFunctionThatThrowsDoesNotHangTheJob() {
        JobHandle<Integer> job = stage().grid(1)
                .submit(JobSpec.<Integer, Integer>of((n, context) -> n, range(3))
                        .withKey(n -> {
                            throw new IllegalStateException("no key for " + n);
                        }));
        JobView view = job.await(Eventually.DEADLINE);
        assertThat(view.phase()).isEqualTo(JobPhase.FAILED);
        assertThat(view.reason()).contains("no key for 0");
    }

    @Test
    default void optionsOfTheSpecAreUsed() {
        JobHandle<Integer> job = stage().grid(1)
                .submit(doubling(10)
                        .withOptions(JobOptions.DEFAULT
                                .withName("ten")
                                .withChunkSize(3)
                                .withLabels(Map.of("team", "a"))));
        assertThat(job.await().name()).isEqualTo("ten");
        assertThat(job.spans()).allMatch(span -> span.count() <= 3);
    }

    @Test
    default void broadcastOfTheSpecIsRead() {
        JobHandle<Integer> job = stage().grid(1)
                .submit(JobSpec.<Integer, Integer>of(
                                (n, context) -> n + context.broadcast("plus", Integer.class), range(2))
                        .withBroadcast("plus", 40));
        try (var results = job.results()) {
            assertThat(results.next().get()).isEqualTo(40);
            assertThat(results.next().get()).isEqualTo(41);
        }
    }

    @Test
    default void codeThatCannotBeSentIsNotSubmitted() {
        Grid grid = stage().grid(1);
        Object captured = new Object();
        assertThatThrownBy(() ->
                        grid.submit(JobSpec.<Integer, Integer>of((n, context) -> n + captured.hashCode(), range(1))))
                .isInstanceOf(BadInputException.class);
        assertThat(grid.jobs()).isEmpty();
    }

    @Test
    default void nodesSayHowManyWorkersThereAreAndHowManyAreBusy() {
        Signals.Port at = stage().signals().port();
        Grid grid = stage().grid(3);
        assertThat(grid.nodes()).isNotEmpty().noneMatch(NodeView::draining);
        assertThat(grid.nodes().stream().map(NodeView::name)).doesNotHaveDuplicates();
        assertThat(grid.nodes().stream().mapToInt(NodeView::workers).sum()).isEqualTo(3);
        assertThat(grid.nodes().stream().mapToInt(NodeView::busy).sum()).isZero();
        JobHandle<Integer> job = grid.submit(JobSpec.<Integer, Integer>of(
                        (n, context) -> {
                            at.pass("go");
                            return n;
                        },
                        range(2))
                .withOptions(Stage.ONE_BY_ONE));
        stage().signals().await("go", 2);
        assertThat(grid.nodes().stream().mapToInt(NodeView::busy).sum()).isEqualTo(2);
        stage().signals().open("go");
        job.await();
        Eventually.until("nobody is busy", () -> grid.nodes().stream().allMatch(node -> node.busy() == 0));
    }

    @Test
    default void closedGridTakesNothing() {
        Grid grid = stage().grid(1);
        grid.close();
        grid.close();
        assertThatThrownBy(() -> grid.submit(doubling(1))).isInstanceOf(GridClosedException.class);
        assertThatThrownBy(grid::pool).isInstanceOf(GridClosedException.class);
    }

    @Test
    default void jobGoesOnAfterItsHandleIsClosedUnlessJobsEndWithIt() {
        Signals.Port at = stage().signals().port();
        Grid grid = stage().grid(2);
        JobHandle<Integer> job = grid.submit(JobSpec.of(
                (n, context) -> {
                    at.pass("go");
                    return -n;
                },
                range(50)));
        stage().signals().await("go", 2);
        Eventually.until("all items are known", () -> job.view().sealed());
        grid.close();
        stage().again(grid).ifPresent(again -> {
            JobHandle<?> attached = again.job(job.id());
            assertThat(attached.view().phase()).isEqualTo(JobPhase.RUNNING);
            stage().signals().open("go");
            assertThat(attached.await(Eventually.DEADLINE).done()).isEqualTo(50);
            try (var results = attached.results()) {
                for (int n = 0; n < 50; n++) {
                    assertThat((Object) results.next().get()).isEqualTo(-n);
                }
                assertThat(results.hasNext()).isFalse();
            }
        });
        stage().signals().open("go");
    }

    @Test
    default void waitersAreNotLeftBehindByAClose() throws InterruptedException {
        Signals.Port at = stage().signals().port();
        Grid grid = stage().grid(1);
        JobHandle<Integer> job = grid.submit(JobSpec.of(
                (n, context) -> {
                    at.pass("go");
                    return n;
                },
                range(3)));
        stage().signals().await("go", 1);
        Thread waiter = new Thread(() -> {
            try {
                job.await();
            } catch (RuntimeException e) {
                // an answer of either kind will do; that one comes is the case
            }
        });
        waiter.start();
        grid.close();
        waiter.join(Eventually.DEADLINE.toMillis());
        assertThat(waiter.isAlive()).isFalse();
    }
}
