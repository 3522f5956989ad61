package io.workgrid.tasks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workgrid.api.task.AttemptCancelledException;
import io.workgrid.api.task.TaskArgs;
import io.workgrid.api.task.TaskFailureException;
import io.workgrid.tasks.FakeContext;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadTasksTest {
    private final FakeContext context = new FakeContext();

    @AfterEach
    void noInterruptIsLeft() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void spinIsTheSumOfTheArticle() throws Exception {
        assertThat(spin(3, Map.of("iterations", "5"))).isEqualTo(3 * (0 + 1 + 2 + 3 + 4));
        assertThat(spin("7", Map.of())).isEqualTo(7L * 10_000_000 * 9_999_999 / 2);
    }

    @Test
    void spinAddsUpAcrossItsStretches() throws Exception {
        for (long k : new long[] {0, 1, Spin.MOST_AT_ONCE - 1, Spin.MOST_AT_ONCE, Spin.MOST_AT_ONCE + 1, 3_000_000}) {
            assertThat(spin(-2, Map.of("iterations", Long.toString(k)))).isEqualTo(-k * (k - 1));
        }
    }

    @Test
    void spinReadsARowsOnlyColumn() throws Exception {
        assertThat(spin(Map.of("n", "2", "x", "y"), Map.of("iterations", "3"))).isEqualTo(6);
    }

    @Test
    void spinOfSomethingElseIsAPermanentFailure() {
        TaskFailureException failure = catchThrowableOfType(TaskFailureException.class, () -> spin("1.5", Map.of()));
        assertThat(failure).hasMessage("item is \"1.5\"; wanted a whole number");
        assertThat(failure.permanent()).isTrue();
    }

    @Test
    void spinStopsWhenCancelled() {
        context.cancelled = true;
        assertThatThrownBy(() -> spin(1, Map.of("iterations", "1_000_000_000_000")))
                .isInstanceOf(AttemptCancelledException.class);
    }

    @Test
    void spinRefusesNegativeIterations() {
        assertThatThrownBy(() -> spin(1, Map.of("iterations", "-1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("argument iterations is \"-1\"");
    }

    @Test
    void sleepReturnsItsItemNoEarlierThanThat() throws Exception {
        long start = System.nanoTime();
        assertThat(sleep("20ms")).isEqualTo("20ms");
        assertThat(sleep(0.01)).isEqualTo(0.01);
        assertThat(sleep(0)).isEqualTo(0);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
    }

    @Test
    void sleepEndsWhenInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> sleep("1h")).isInstanceOf(InterruptedException.class);
    }

    @Test
    void sleepOfSomethingElseIsAPermanentFailure() {
        TaskFailureException failure = catchThrowableOfType(TaskFailureException.class, () -> sleep("soon"));
        assertThat(failure).hasMessageContaining("item is no duration: duration \"soon\" is not understood");
        assertThat(failure.permanent()).isTrue();
        assertThat(catchThrowableOfType(TaskFailureException.class, () -> sleep(-1))
                        .permanent())
                .isTrue();
    }

    private long spin(Object item, Map<String, String> args) throws Exception {
        return new SpinProvider().create(new TaskArgs(args)).run(item, context);
    }

    private Object sleep(Object item) throws Exception {
        return new SleepProvider().create(new TaskArgs(Map.of())).run(item, context);
    }
}
