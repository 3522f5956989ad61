package io.workgrid.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.JobSpec;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.view.SharedView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects of the grid and objects of a job. */
interface ScopeCases extends Cases {

    /** A job whose items add to a counter of theirs. */
    private JobHandle<Long> counting(int items) {
        JobHandle<Long> job = stage().grid()
                .submit(JobSpec.<Integer, Long>of(
                        (n, context) -> context.manager().counter("items").increment(), Stage.range(items)));
        job.await(Eventually.DEADLINE);
        return job;
    }

    @Test
    default void itemsOfAJobShareItsObjects() {
        JobHandle<Long> job = counting(20);
        Manager manager = stage().grid().manager(job.id());
        assertThat(manager.counter("items").get()).isEqualTo(20);
        assertThat(manager.scope()).isEqualTo(job.id().text());
        assertThat(manager.counter("items").scope()).isEqualTo(job.id().text());
        assertThat(manager.objects()).extracting(SharedView::name).containsExactly("items");
        assertThat(stage().manager().objects()).isEmpty();
    }

    @Test
    default void jobsDoNotShareTheirObjects() {
        JobHandle<Long> one = counting(3);
        JobHandle<Long> two = counting(4);
        assertThat(stage().grid().manager(one.id()).counter("items").get()).isEqualTo(3);
        assertThat(stage().grid().manager(two.id()).counter("items").get()).isEqualTo(4);
    }

    @Test
    default void managerOfAJobLeadsToTheGrid() {
        stage().manager().counter("items").add(100);
        JobHandle<Long> job = stage().grid()
                .submit(JobSpec.<Integer, Long>of(
                        (n, context) ->
                                context.manager().grid().counter("items").increment(),
                        Stage.range(5)));
        job.await(Eventually.DEADLINE);
        assertThat(stage().manager().counter("items").get()).isEqualTo(105);
        Manager manager = stage().grid().manager(job.id());
        assertThat(manager.objects()).isEmpty();
        assertThat(manager.grid().counter("items").get()).isEqualTo(105);
    }

    @Test
    default void namesOfTwoScopesAreTwoObjects() {
        JobHandle<Long> job = counting(2);
        stage().manager().dict("items").put("k", 1);
        assertThat(stage().grid().manager(job.id()).counter("items").get()).isEqualTo(2);
        assertThat(stage().grid().manager(job.id()).counter("items"))
                .isNotEqualTo(stage().manager().counter("items"));
        assertThat(stage().grid().manager(job.id()).remove("items")).isTrue();
        assertThat(stage().manager().dict("items").get("k")).isEqualTo(1);
    }

    @Test
    default void objectsOfAJobThatRunsAreSeenFromOutside() {
        Signals.Port at = stage().signals().port();
        JobHandle<Integer> job = stage().grid()
                .submit(JobSpec.<Integer, Integer>of(
                        (n, context) -> {
                            context.manager().event("begun").set();
                            int got = context.manager().<Integer>queue("orders").getDone(Eventually.DEADLINE);
                            at.hit("got");
                            return got;
                        },
                        List.of(1)));
        Manager manager = stage().grid().manager(job.id());
        assertThat(manager.event("begun").await(Eventually.DEADLINE)).isTrue();
        manager.queue("orders").put(42);
        job.await(Eventually.DEADLINE);
        assertThat(stage().signals().count("got")).isEqualTo(1);
    }

    @Test
    default void objectsOfTheGridAreFoundByNameFromAnyJob() {
        stage().grid().pool().apply(() -> Painters.manager().dict("results").put("a", 1));
        assertThat(stage().grid()
                        .pool()
                        .apply(() -> requireNonNull(Painters.manager()
                                .<String, Integer>dict("results")
                                .get("a"))))
                .isEqualTo(1);
    }

    @Test
    default void unknownJobHasNoManager() {
        assertThatThrownBy(() -> stage().grid().manager(new JobId("j-nosuchjob")))
                .isInstanceOf(NoSuchJobException.class);
    }
}
