package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Effect;
import io.workgrid.api.Grid;
import io.workgrid.api.ItemResult;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.JobSpec;
import io.workgrid.api.RefusedException;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Items of an ended job are run again as a new one. */
interface RerunCases extends Cases {
    Set<Outcome> FAILED = EnumSet.of(Outcome.FAILED);

    /** Fails for every hundredth item unless the gate is open by then; keys are names, and each result is the item plus a broadcast. */
    private JobHandle<Integer> mended(Grid grid, int items) {
        Signals.Port at = stage().signals().port();
        return grid.submit(JobSpec.<Integer, Integer>of(
                        (n, context) -> {
                            if (n % 100 == 7 && !at.isOpen("mended")) {
                                throw new IllegalStateException("not yet");
                            }
                            return n + context.broadcast("more", Integer.class);
                        },
                        range(items))
                .withKey(n -> "item-" + n)
                .withBroadcast("more", 1_000_000));
    }

    private static List<Integer> results(JobHandle<Integer> job) {
        List<Integer> all = new ArrayList<>();
        try (var results = job.results()) {
            results.forEachRemaining((ItemResult<Integer> each) -> all.add(each.get()));
        }
        return all;
    }

    @Test
    default void failedItemsRunAgainAsANewJob() {
        Grid grid = stage().grid(2);
        JobHandle<Integer> first = mended(grid, 5_000);
        assertThat(first.await(Eventually.DEADLINE).failed()).isEqualTo(50);
        stage().signals().open("mended");
        JobHandle<Integer> again = first.retry(FAILED);
        JobView end = again.await(Eventually.DEADLINE);
        assertThat(again.id()).isNotEqualTo(first.id());
        assertThat(end.items()).isEqualTo(50);
        assertThat(end.done()).isEqualTo(50);
        assertThat(results(again))
                .isEqualTo(IntStream.range(0, 50)
                        .mapToObj(n -> 1_000_000 + 100 * n + 7)
                        .toList());
        assertThat(again.items()).extracting(ItemView::key).startsWith("item-7", "item-107", "item-207");
        assertThat(first.view().failed()).as("the first job stays as it is").isEqualTo(50);
    }

    @Test
    default void itemsThatFailAgainCanBeRunAgain() {
        Grid grid = stage().grid(1);
        JobHandle<Integer> first = mended(grid, 500);
        first.await(Eventually.DEADLINE);
        JobHandle<Integer> second = first.retry(FAILED);
        assertThat(second.await(Eventually.DEADLINE).failed()).isEqualTo(5);
        stage().signals().open("mended");
        assertThat(second.retry(List.of(1L, 4L)).await(Eventually.DEADLINE).done())
                .isEqualTo(2);
    }

    @Test
    default void someoneElseRunsFailedItemsAgainByTheJobsId() {
        Grid grid = stage().grid(1);
        JobId id = mended(grid, 300).id();
        grid.job(id).await(Eventually.DEADLINE);
        stage().signals().open("mended");
        assertThat(grid.job(id).retry(FAILED).await(Eventually.DEADLINE).done()).isEqualTo(3);
    }

    @Test
    default void cancelledItemsRunAgain() {
        Signals.Port at = stage().signals().port();
        Grid grid = stage().grid(1);
        JobHandle<Integer> job = grid.submit(JobSpec.<Integer, Integer>of(
                        (n, context) -> {
                            at.hit("began");
                            if (!at.isOpen("go")) {
                                Stage.untilInterrupted();
                            }
                            return n;
                        },
                        range(100))
                .withOptions(Stage.ONE_BY_ONE));
        stage().signals().await("began", 1);
        job.detach(Eventually.DEADLINE);
        job.cancel();
        assertThat(job.await(Eventually.DEADLINE).cancelled()).isEqualTo(100);
        stage().signals().open("go");
        JobHandle<Integer> again = job.retry(EnumSet.of(Outcome.CANCELLED));
        assertThat(again.await(Eventually.DEADLINE).done()).isEqualTo(100);
        assertThat(results(again)).isEqualTo(range(100));
    }

    @Test
    default void unknownItemsRunAgainOnlyWhenAsked() {
        Signals.Port at = stage().signals().port();
        JobHandle<Integer> job = stage().grid(1)
                .submit(JobSpec.<Integer, Integer>of(
                                (n, context) -> {
                                    at.hit("began");
                                    if (!at.isOpen("go")) {
                                        Stage.untilInterrupted();
                                    }
                                    return n;
                                },
                                range(3))
                        .withOptions(Stage.ONE_BY_ONE.withEffect(Effect.UNSAFE)));
        stage().signals().await("began", 1);
        job.detach(Eventually.DEADLINE);
        job.cancel();
        JobView end = job.await(Eventually.DEADLINE);
        assertThat(end.unknown()).isEqualTo(1);
        stage().signals().open("go");
        assertThat(job.retry(EnumSet.of(Outcome.UNKNOWN))
                        .await(Eventually.DEADLINE)
                        .done())
                .isEqualTo(1);
    }

    @Test
    default void jobThatRunsIsNotRunAgain() {
        Signals.Port at = stage().signals().port();
        JobHandle<Integer> job = stage().grid(1)
                .submit(JobSpec.of(
                        (n, context) -> {
                            at.pass("go");
                            return n;
                        },
                        range(3)));
        assertThatThrownBy(() -> job.retry(FAILED))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("RUNNING");
        stage().signals().open("go");
        job.await(Eventually.DEADLINE);
    }

    @Test
    default void itemsThatAreDoneOrNotThereAreNotRunAgain() {
        Grid grid = stage().grid(1);
        JobHandle<Integer> job = mended(grid, 200);
        job.await(Eventually.DEADLINE);
        assertThatThrownBy(() -> job.retry(List.of(7L, 8L)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("item 8");
        assertThatThrownBy(() -> job.retry(List.of(200L)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no item 200");
        assertThatThrownBy(() -> job.retry(List.of())).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> job.retry(EnumSet.of(Outcome.DONE))).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> job.retry(EnumSet.of(Outcome.UNKNOWN)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no items");
        assertThat(grid.jobs()).hasSize(1);
    }

    @Test
    default void itemsRunAgainAfterTheirResultsWereTaken() {
        Grid grid = stage().grid(1);
        JobHandle<Integer> job = mended(grid, 1_000);
        try (var results = job.takeResults()) {
            while (results.hasNext()) {
                results.next();
            }
        }
        assertThat(job.await(Eventually.DEADLINE).phase()).isEqualTo(JobPhase.FINISHED);
        stage().signals().open("mended");
        assertThat(job.retry(FAILED).await(Eventually.DEADLINE).done()).isEqualTo(10);
    }
}
