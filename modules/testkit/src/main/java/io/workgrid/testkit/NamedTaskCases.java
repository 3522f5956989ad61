package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobOptions;
import io.workgrid.api.JobSpec;
import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tasks by name: found, given their arguments, refused before anything runs. */
interface NamedTaskCases extends Cases {

    private static JobSpec<Integer, Object> repeat(Map<String, String> args) {
        return JobSpec.named(RepeatTask.NAME, args, range(3));
    }

    /** A task that is named by its class. */
    final class Negate implements Task<Integer, Integer> {
        @Override
        public Integer run(Integer item, TaskContext context) {
            return -item;
        }
    }

    private void refused(JobSpec<?, ?> spec, String... said) {
        Grid grid = stage().grid(1);
        assertThatThrownBy(() -> grid.submit(spec))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(said);
        assertThat(grid.jobs()).as("nothing was submitted").isEmpty();
    }

    @Test
    default void taskIsFoundByTheNameItsProviderGives() {
        JobHandle<Object> job = stage().grid(2).submit(repeat(Map.of("times", "2")));
        try (var results = job.results()) {
            assertThat(results.next().get()).isEqualTo("00");
            assertThat(results.next().get()).isEqualTo("11");
            assertThat(results.next().get()).isEqualTo("22");
        }
        assertThat(job.view().task()).isEqualTo(RepeatTask.NAME);
        assertThat(job.view().name()).isEqualTo(RepeatTask.NAME);
    }

    @Test
    default void argumentsHaveDefaultsAndAreSeenInTheContext() {
        JobHandle<Object> job = stage().grid(1).submit(repeat(Map.of("show", "true")));
        try (var results = job.results()) {
            assertThat(results.next().get()).isEqualTo("0 {show=true}");
        }
    }

    @Test
    default void badArgumentIsRefusedAtSubmit() {
        refused(repeat(Map.of("times", "many")), "times", "many", "1 to 10");
    }

    @Test
    default void unknownArgumentIsRefusedAtSubmit() {
        refused(repeat(Map.of("tims", "2")), "tims", "times");
    }

    @Test
    default void unknownTaskIsRefusedAtSubmit() {
        refused(JobSpec.named("no-such-task", Map.of(), range(1)), "no-such-task");
    }

    @Test
    default void classThatIsNoTaskIsRefusedAtSubmit() {
        refused(JobSpec.named("java.lang.String", Map.of(), range(1)), "java.lang.String");
    }

    @Test
    default void taskIsFoundByItsClassName() {
        JobHandle<Object> job = stage().grid(1).submit(JobSpec.named(Negate.class.getName(), Map.of(), range(3)));
        try (var results = job.results()) {
            assertThat(results.next().get()).isEqualTo(0);
            assertThat(results.next().get()).isEqualTo(-1);
        }
    }

    @Test
    default void jarThatIsNotThereIsRefusedAtSubmit() {
        JobSpec.TaskRef<Integer, Object> task =
                new JobSpec.TaskRef.Named<>("some.Task", Map.of(), List.of(Path.of("no", "such.jar")));
        refused(new JobSpec<>(task, range(1), null, JobOptions.DEFAULT, Map.of()), "such.jar");
    }
}
