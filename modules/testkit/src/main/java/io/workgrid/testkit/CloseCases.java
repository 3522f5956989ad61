package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.Grid;
import io.workgrid.api.GridClosedException;
import io.workgrid.api.JobCancelledException;
import io.workgrid.api.JobOptions;
import io.workgrid.api.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The end of a pool: {@code shutdown}, {@code terminate}, {@code join}, {@code close}. */
interface CloseCases extends Cases {

    private AsyncResult<String> held(Pool pool) {
        Signals.Port at = stage().signals().port();
        AsyncResult<String> result = pool.applyAsync(() -> {
            at.pass("go");
            return "done";
        });
        stage().signals().await("go", 1);
        return result;
    }

    @Test
    default void everythingThatSubmitsIsRefusedAfterTheEnd() {
        Pool pool = stage().pool(1);
        Pool view = pool.with(JobOptions.DEFAULT.withName("view"));
        pool.shutdown();
        List<ThrowingCallable> calls = List.of(
                () -> pool.map(n -> n, range(1)),
                () -> pool.mapAsync(n -> n, range(1)),
                () -> pool.imap(n -> n, range(1)),
                () -> pool.imapUnordered(n -> n, range(1)),
                () -> pool.<Integer, Integer, Integer>starmap((a, b) -> a, List.of(Map.entry(1, 2))),
                () -> pool.apply(() -> 1),
                () -> pool.applyAsync(() -> 1),
                () -> pool.applyAsync(n -> n, 1),
                () -> view.apply(() -> 1),
                () -> pool.with(JobOptions.DEFAULT).apply(() -> 1));
        assertThat(calls).allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(GridClosedException.class));
    }

    @Test
    default void shutdownLetsCallsUnderWayGoOn() {
        Pool pool = stage().pool(1);
        AsyncResult<String> running = held(pool);
        AsyncResult<Integer> waiting = pool.applyAsync(() -> 7);
        pool.shutdown();
        stage().signals().open("go");
        assertThat(running.get()).isEqualTo("done");
        assertThat(waiting.get()).isEqualTo(7);
    }

    @Test
    default void terminateCancelsCallsUnderWay() {
        Pool pool = stage().pool(1);
        AsyncResult<String> running = held(pool);
        AsyncResult<Integer> waiting = pool.applyAsync(() -> 7);
        pool.terminate();
        assertThatThrownBy(() -> running.get(Eventually.DEADLINE)).isInstanceOf(JobCancelledException.class);
        assertThatThrownBy(() -> waiting.get(Eventually.DEADLINE)).isInstanceOf(JobCancelledException.class);
        assertThatThrownBy(() -> pool.apply(() -> 1)).isInstanceOf(GridClosedException.class);
        assertThat(pool.join(Eventually.DEADLINE)).isTrue();
    }

    @Test
    default void terminateAfterShutdownStillCancels() {
        Pool pool = stage().pool(1);
        AsyncResult<String> running = held(pool);
        pool.shutdown();
        pool.terminate();
        assertThatThrownBy(() -> running.get(Eventually.DEADLINE)).isInstanceOf(JobCancelledException.class);
    }

    @Test
    default void joinOfAnOpenPoolIsRefused() {
        Pool pool = stage().pool(1);
        assertThatThrownBy(() -> pool.join(Duration.ofSeconds(1))).isInstanceOf(IllegalStateException.class);
        assertThat(pool.apply(() -> 1)).isEqualTo(1);
    }

    @Test
    default void joinSaysWhetherAllCallsHaveEnded() {
        Pool pool = stage().pool(1);
        held(pool);
        pool.shutdown();
        assertThat(pool.join(Duration.ofMillis(20))).isFalse();
        stage().signals().open("go");
        assertThat(pool.join(Eventually.DEADLINE)).isTrue();
        assertThat(pool.join(Duration.ZERO)).isTrue();
    }

    @Test
    default void leavingTheBlockWaitsForWhatWasAskedFor() {
        Grid grid = stage().grid(2);
        Signals.Port at = stage().signals().port();
        AsyncResult<List<Integer>> result;
        try (Pool pool = grid.pool()) {
            result = pool.with(Stage.ONE_BY_ONE)
                    .mapAsync(
                            n -> {
                                at.hit("ran");
                                return n;
                            },
                            range(200));
        }
        assertThat(result.ready()).isTrue();
        assertThat(result.get()).isEqualTo(range(200));
        assertThat(stage().signals().count("ran")).isEqualTo(200);
    }

    @Test
    default void endingTwiceIsAsGoodAsOnce() {
        Pool pool = stage().pool(1);
        pool.close();
        pool.close();
        pool.shutdown();
        pool.terminate();
        assertThat(pool.join(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    default void endOfOnePoolLeavesTheOthersOfTheGrid() {
        Grid grid = stage().grid(1);
        Pool one = grid.pool();
        Pool two = grid.pool();
        one.terminate();
        assertThat(two.apply(() -> 1)).isEqualTo(1);
        two.close();
        assertThat(grid.pool().apply(() -> 2)).isEqualTo(2);
    }

    @Test
    default void closeOfTheGridEndsItsPools() {
        Grid grid = stage().grid(1);
        Pool pool = grid.pool();
        AsyncResult<String> running = held(pool);
        grid.close();
        assertThatThrownBy(() -> pool.apply(() -> 1)).isInstanceOf(GridClosedException.class);
        assertThatThrownBy(() -> running.get(Eventually.DEADLINE))
                .isInstanceOfAny(JobCancelledException.class, GridClosedException.class);
        stage().signals().open("go");
    }
}
