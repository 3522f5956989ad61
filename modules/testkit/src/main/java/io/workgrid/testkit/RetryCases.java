package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.ItemFailedException;
import io.workgrid.api.JobOptions;
import io.workgrid.api.Pool;
import io.workgrid.api.RetryPolicy;
import io.workgrid.api.task.TaskContext;
import io.workgrid.api.task.TaskFailureException;
import io.workgrid.api.view.JobPhase;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done with failed attempts, and what counts then. */
interface RetryCases extends Cases {

    private static JobOptions notOn(String failure) {
        RetryPolicy retries = Stage.retrying(5).retries();
        return Stage.ONE_BY_ONE.withRetries(retries.withNotOn(List.of(failure)));
    }

    @Test
    default void withoutAPolicyAFailedAttemptIsFinal() {
        Signals.Port at = stage().signals().port();
        Pool pool = stage().pool(1);
        assertThatThrownBy(() -> pool.apply(() -> {
                    at.hit("tried");
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(ItemFailedException.class);
        assertThat(stage().signals().count("tried")).isEqualTo(1);
    }

    @Test
    default void attemptsAreNumberedFromOneAndFencesGrow() {
        Signals.Port at = stage().signals().port();
        AsyncResult<List<Integer>> result = stage().pool(2)
                .with(Stage.retrying(5))
                .mapAsync(
                        (Integer n, TaskContext context) -> {
                            at.hit("attempt " + context.attempt());
                            at.hit("fence " + context.fence());
                            if (context.attempt() < 4) {
                                throw new IOException("not yet");
                            }
                            return context.attempt();
                        },
                        range(1));
        assertThat(result.get()).containsExactly(4);
        assertThat(stage().signals().seen("attempt"))
                .containsExactly("attempt 1", "attempt 2", "attempt 3", "attempt 4");
        assertThat(stage().signals().seen("fence").stream().map(fence -> Long.valueOf(fence.substring(6))))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(result.job().view().retried()).isEqualTo(3);
        assertThat(result.job().items().get(0).attempts()).isEqualTo(4);
    }

    @Test
    default void retriesAreUsedUpAndTheLastErrorIsKept() {
        AsyncResult<List<Object>> result = stage().pool(2)
                .with(Stage.retrying(2))
                .mapAsync(
                        (Integer n, TaskContext context) -> {
                            throw new IOException("try " + context.attempt());
                        },
                        range(5));
        assertThatThrownBy(result::get).isInstanceOfSatisfying(ItemFailedException.class, e -> {
            assertThat(e.item().attempts()).isEqualTo(3);
            assertThat(e.error().message()).isEqualTo("try 3");
            assertThat(e).hasMessageContaining("after 3 attempts");
        });
        assertThat(result.job().view().retried()).isEqualTo(10);
        assertThat(result.job().errors()).allMatch(error -> error.attempts() == 3);
    }

    @Test
    default void onlyTheFailedItemOfAChunkIsTriedAgain() {
        AsyncResult<List<Integer>> result = stage().pool(2)
                .with(Stage.retrying(1).withChunkSize(10))
                .mapAsync(
                        (Integer n, TaskContext context) -> {
                            if (n % 10 == 3 && context.attempt() == 1) {
                                throw new IOException("once");
                            }
                            return context.attempt();
                        },
                        range(100));
        List<Integer> attempts = requireNonNull(result.get());
        for (int n = 0; n < 100; n++) {
            assertThat(attempts.get(n)).as("attempts of %d", n).isEqualTo(n % 10 == 3 ? 2 : 1);
        }
        assertThat(result.job().view().phase()).isEqualTo(JobPhase.FINISHED);
    }

    @Test
    default void backoffIsWaitedAndOthersRunMeanwhile() {
        Signals.Port at = stage().signals().port();
        RetryPolicy retries = RetryPolicy.DEFAULT
                .withMaxRetries(1)
                .withJitter(false)
                .withBackoff(Duration.ofMillis(400), Duration.ofMillis(400));
        AsyncResult<List<Integer>> result = stage().pool(1)
                .with(Stage.ONE_BY_ONE.withRetries(retries))
                .mapAsync(
                        (Integer n, TaskContext context) -> {
                            at.hit(n + "/" + context.attempt() + " " + System.currentTimeMillis());
                            if (n == 0 && context.attempt() == 1) {
                                throw new IOException("once");
                            }
                            return n;
                        },
                        range(6));
        assertThat(result.get()).isEqualTo(range(6));
        List<String> seen = stage().signals().seen();
        assertThat(seen.get(6)).as("the retry comes last: %s", seen).startsWith("0/2");
        assertThat(millis(seen.get(6)) - millis(seen.get(0))).isGreaterThanOrEqualTo(390);
    }

    private static long millis(String hit) {
        return Long.parseLong(hit.substring(hit.indexOf(' ') + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"FileNotFoundException", "java.io.FileNotFoundException", "IOException", "java.io.IOException"})
    default void notOnNamesAClassOrASuperclass(String name) {
        Signals.Port at = stage().signals().port();
        Pool pool = stage().pool(1).with(notOn(name));
        assertThatThrownBy(() -> pool.apply(() -> {
                    at.hit("tried");
                    throw new FileNotFoundException("no file");
                }))
                .isInstanceOf(ItemFailedException.class);
        assertThat(stage().signals().count("tried")).isEqualTo(1);
    }

    @Test
    default void notOnDoesNotConcernOtherFailures() {
        Signals.Port at = stage().signals().port();
        Pool pool = stage().pool(1).with(notOn("FileNotFoundException"));
        assertThatThrownBy(() -> pool.apply(() -> {
                    at.hit("tried");
                    throw new IOException("no route");
                }))
                .isInstanceOf(ItemFailedException.class);
        assertThat(stage().signals().count("tried")).isEqualTo(6);
    }

    @Test
    default void notOnNamesADetail() {
        Signals.Port at = stage().signals().port();
        Pool pool = stage().pool(1).with(notOn("exit=42"));
        for (String exit : List.of("42", "43")) {
            assertThatThrownBy(() -> pool.apply(() -> {
                        at.hit("exit " + exit);
                        throw new TaskFailureException("exit " + exit, null, false, Map.of("exit", exit));
                    }))
                    .isInstanceOf(ItemFailedException.class);
        }
        assertThat(stage().signals().count("exit 42")).isEqualTo(1);
        assertThat(stage().signals().count("exit 43")).isEqualTo(6);
    }

    @Test
    default void permanentFailureIsNotTriedAgain() {
        Signals.Port at = stage().signals().port();
        Pool pool = stage().pool(1).with(Stage.retrying(5));
        assertThatThrownBy(() -> pool.apply(() -> {
                    at.hit("tried");
                    throw TaskFailureException.permanent("bad input", null);
                }))
                .isInstanceOfSatisfying(
                        ItemFailedException.class,
                        e -> assertThat(e.retryable()).isFalse());
        assertThat(stage().signals().count("tried")).isEqualTo(1);
    }

    @Test
    default void jobCountersAreExactUnderFailuresAndRetries() {
        AsyncResult<List<Integer>> result = stage().pool(3)
                .with(Stage.retrying(2).withChunkSize(16))
                .mapAsync(
                        (Integer n, TaskContext context) -> {
                            context.counter("items").increment();
                            context.counter("sum").add(n);
                            context.counter("down").add(-2);
                            if (n % 100 == 7 || (n % 2 == 0 && context.attempt() < 3)) {
                                throw new IOException("attempt " + context.attempt());
                            }
                            return n;
                        },
                        range(1_000));
        assertThatThrownBy(result::get).isInstanceOf(ItemFailedException.class);
        long sum = range(1_000).stream()
                .filter(n -> n % 100 != 7)
                .mapToLong(n -> n)
                .sum();
        assertThat(result.job().view().counters())
                .containsExactlyInAnyOrderEntriesOf(Map.of("items", 990L, "sum", sum, "down", -1_980L));
        assertThat(result.job().view().retried()).isEqualTo(500 * 2 + 10 * 2);
    }

    @Test
    default void logIsOfTheLastAttempt() {
        AsyncResult<List<Integer>> result = stage().pool(1)
                .with(Stage.retrying(3))
                .mapAsync(
                        (Integer n, TaskContext context) -> {
                            context.log("attempt " + context.attempt());
                            if (context.attempt() < 3) {
                                throw new IOException("again");
                            }
                            return n;
                        },
                        range(1));
        result.get();
        assertThat(result.job().log(0)).containsExactly("attempt 3");
    }
}
