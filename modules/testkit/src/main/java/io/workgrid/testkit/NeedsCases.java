package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.JobSpec;
import io.workgrid.api.RefusedException;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Jobs whose id the caller chose, and jobs that wait for others. */
interface NeedsCases extends Cases {

    private static JobId someId(String name) {
        return new JobId(
                "j-" + name + "-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36));
    }

    /** Five items that wait at a gate. */
    private JobHandle<Integer> held(Grid grid, String gate) {
        Signals.Port at = stage().signals().port();
        return grid.submit(JobSpec.of(
                (n, context) -> {
                    at.pass(gate);
                    return n;
                },
                range(5)));
    }

    private JobHandle<Integer> after(Grid grid, String hits, JobHandle<?>... needs) {
        Signals.Port at = stage().signals().port();
        List<JobId> ids = new ArrayList<>();
        for (JobHandle<?> need : needs) {
            ids.add(need.id());
        }
        return grid.submit(JobSpec.<Integer, Integer>of(
                        (n, context) -> {
                            at.hit(hits);
                            return n;
                        },
                        range(5))
                .withNeeds(ids));
    }

    @Test
    default void jobHasTheIdThatWasChosen() {
        Grid grid = stage().grid(1);
        JobId id = someId("mine");
        JobHandle<Integer> job = grid.submit(
                JobSpec.<Integer, Integer>of((n, context) -> n, range(3)).withId(id));
        assertThat(job.id()).isEqualTo(id);
        assertThat(job.await(Eventually.DEADLINE).id()).isEqualTo(id.text());
        assertThat(grid.job(id).view().done()).isEqualTo(3);
    }

    @Test
    default void idThatIsInUseIsRefusedAndTheJobThatHasItGoesOn() {
        Grid grid = stage().grid(1);
        JobSpec<Integer, Integer> spec =
                JobSpec.<Integer, Integer>of((n, context) -> n, range(3)).withId(someId("twice"));
        JobHandle<Integer> first = grid.submit(spec);
        assertThatThrownBy(() -> grid.submit(spec))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("in use");
        assertThat(first.await(Eventually.DEADLINE).done()).isEqualTo(3);
        assertThat(grid.jobs()).hasSize(1);
    }

    @Test
    default void jobBeginsWhenTheOnesItNeedsHaveEndedWell() {
        Grid grid = stage().grid(2);
        JobHandle<Integer> one = held(grid, "one");
        JobHandle<Integer> two = held(grid, "two");
        JobHandle<Integer> third = after(grid, "third", one, two);
        JobView waits = third.view();
        assertThat(waits.phase()).isEqualTo(JobPhase.PAUSED);
        assertThat(waits.reason()).isEqualTo("waits for " + one.id() + ", " + two.id());
        assertThat(waits.needs()).containsExactly(one.id().text(), two.id().text());
        stage().signals().open("one");
        one.await(Eventually.DEADLINE);
        assertThat(stage().signals().count("third")).isZero();
        stage().signals().open("two");
        JobView end = third.await(Eventually.DEADLINE);
        assertThat(end.phase()).isEqualTo(JobPhase.FINISHED);
        assertThat(end.done()).isEqualTo(5);
    }

    @Test
    default void jobThatNeedsOneWhichEndedWellBeforeBegins() {
        Grid grid = stage().grid(1);
        JobHandle<Integer> first = grid.submit(JobSpec.of((n, context) -> n, range(3)));
        first.await(Eventually.DEADLINE);
        assertThat(after(grid, "second", first).await(Eventually.DEADLINE).done())
                .isEqualTo(5);
    }

    @Test
    default void failureCancelsTheWholeChainThatNeedsIt() {
        Grid grid = stage().grid(1);
        JobHandle<Integer> first = grid.submit(JobSpec.of(
                (n, context) -> {
                    if (n == 3) {
                        throw new IllegalStateException("three");
                    }
                    return n;
                },
                range(5)));
        JobHandle<Integer> second = after(grid, "second", first);
        JobHandle<Integer> third = after(grid, "third", second);
        JobView end = third.await(Eventually.DEADLINE);
        assertThat(end.phase()).isEqualTo(JobPhase.CANCELLED);
        assertThat(end.reason()).isEqualTo("needs " + second.id() + ", which was cancelled");
        assertThat(second.view().reason()).isEqualTo("needs " + first.id() + ", which failed");
        assertThat(end.cancelled()).isEqualTo(5);
        assertThat(stage().signals().seen()).isEmpty();
    }

    @Test
    default void cancelOfAJobThatWaitsCancelsWhatNeedsIt() {
        Grid grid = stage().grid(1);
        JobHandle<Integer> first = held(grid, "go");
        JobHandle<Integer> second = after(grid, "second", first);
        JobHandle<Integer> third = after(grid, "third", second);
        second.cancel();
        assertThat(third.await(Eventually.DEADLINE).phase()).isEqualTo(JobPhase.CANCELLED);
        assertThat(first.view().phase()).isEqualTo(JobPhase.RUNNING);
        stage().signals().open("go");
        assertThat(first.await(Eventually.DEADLINE).done()).isEqualTo(5);
    }

    @Test
    default void jobWithoutItemsStillWaits() {
        Grid grid = stage().grid(1);
        JobHandle<Integer> first = held(grid, "go");
        JobHandle<Integer> empty = grid.submit(
                JobSpec.<Integer, Integer>of((n, context) -> n, range(0)).withNeeds(List.of(first.id())));
        JobHandle<Integer> last = after(grid, "last", empty);
        stage().signals().await("go", 1);
        assertThat(empty.view().phase()).isEqualTo(JobPhase.PAUSED);
        assertThat(stage().signals().count("last")).isZero();
        stage().signals().open("go");
        assertThat(last.await(Eventually.DEADLINE).done()).isEqualTo(5);
        assertThat(empty.view().phase()).isEqualTo(JobPhase.FINISHED);
    }

    @Test
    default void resumeDoesNotMakeAJobBeginThatWaits() {
        Grid grid = stage().grid(2);
        JobHandle<Integer> first = held(grid, "go");
        JobHandle<Integer> second = after(grid, "second", first);
        second.resume();
        second.pause();
        stage().signals().open("go");
        first.await(Eventually.DEADLINE);
        Eventually.until(
                "the pause is all that is left",
                () -> "paused".equals(second.view().reason()));
        assertThat(stage().signals().count("second")).isZero();
        second.resume();
        assertThat(second.await(Eventually.DEADLINE).done()).isEqualTo(5);
    }

    @Test
    default void needOfAJobThatNobodyKnowsIsRefused() {
        Grid grid = stage().grid(1);
        JobId nobody = someId("nobody");
        assertThatThrownBy(() -> grid.submit(JobSpec.<Integer, Integer>of((n, context) -> n, range(3))
                        .withNeeds(List.of(nobody))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(nobody.text());
        assertThat(grid.jobs()).isEmpty();
    }
}
