package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.ItemFailedException;
import io.workgrid.api.Pool;
import io.workgrid.api.WaitTimedOutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** {@code apply}, and what an {@code AsyncResult} says while the work runs and after. */
interface ApplyCases extends Cases {
    Duration SHORT = Duration.ofMillis(20);

    /** A call that ends when the gate is opened. */
    private AsyncResult<String> held(Pool pool, String gate) {
        Signals.Port at = stage().signals().port();
        AsyncResult<String> result = pool.applyAsync(() -> {
            at.pass(gate);
            return "done";
        });
        stage().signals().await(gate, 1);
        return result;
    }

    @Test
    default void applyRunsACallOnAWorker() {
        String here = Stage.thread();
        assertThat(stage().pool(1).apply(Stage::thread)).isNotEqualTo(here);
    }

    @Test
    default void applyTakesAFunctionAndAnItem() {
        Pool pool = stage().pool(1);
        Integer answer = pool.apply(n -> n + 1, 41);
        assertThat(answer).isEqualTo(42);
        assertThat(pool.applyAsync(n -> n + 1, 41).get()).isEqualTo(42);
    }

    @Test
    default void applyMayReturnNull() throws Exception {
        Pool pool = stage().pool(1);
        Object answer = pool.apply(Stage::nothing);
        assertThat(answer).isNull();
        AsyncResult<Object> later = pool.applyAsync(Stage::nothing);
        assertThat(later.get()).isNull();
        assertThat(later.successful()).isTrue();
        assertThat(later.toFuture().get(30, TimeUnit.SECONDS)).isNull();
    }

    @Test
    default void applyThrowsWhatTheCallThrew() {
        Pool pool = stage().pool(1);
        assertThatThrownBy(() -> pool.apply(() -> {
                    throw new java.io.IOException("no route");
                }))
                .isInstanceOfSatisfying(
                        ItemFailedException.class,
                        e -> assertThat(e.causedBy(java.io.IOException.class)).isTrue())
                .hasMessageContaining("no route");
    }

    @Test
    default void mapAsyncReturnsWhileItemsRun() {
        Signals.Port at = stage().signals().port();
        AsyncResult<java.util.List<Integer>> result = stage().pool(2)
                .mapAsync(
                        n -> {
                            at.pass("go");
                            return n;
                        },
                        range(5));
        assertThat(result.ready()).isFalse();
        stage().signals().open("go");
        assertThat(result.get()).isEqualTo(range(5));
        assertThat(result.ready()).isTrue();
        assertThat(result.successful()).isTrue();
    }

    @Test
    default void getWithTimeoutLeavesTheWorkAlive() {
        AsyncResult<String> result = held(stage().pool(1), "go");
        assertThatThrownBy(() -> result.get(SHORT))
                .isInstanceOfSatisfying(
                        WaitTimedOutException.class,
                        e -> assertThat(e.retryable()).isTrue());
        assertThat(result.ready()).isFalse();
        stage().signals().open("go");
        assertThat(result.get(Eventually.DEADLINE)).isEqualTo("done");
        assertThat(stage().signals().count("go")).isEqualTo(1);
    }

    @Test
    default void waitForSaysWhetherItIsThere() {
        AsyncResult<String> result = held(stage().pool(1), "go");
        assertThat(result.waitFor(SHORT)).isFalse();
        stage().signals().open("go");
        assertThat(result.waitFor(Eventually.DEADLINE)).isTrue();
        assertThat(result.waitFor(Duration.ZERO)).isTrue();
    }

    @Test
    default void successfulBeforeItIsReadyIsRefused() {
        AsyncResult<String> result = held(stage().pool(1), "go");
        assertThatThrownBy(result::successful).isInstanceOf(IllegalStateException.class);
        stage().signals().open("go");
    }

    @Test
    default void failureMakesItReadyAndNotSuccessful() {
        AsyncResult<Object> result = stage().pool(1).applyAsync(() -> {
            throw new IllegalStateException("no");
        });
        assertThat(result.waitFor(Eventually.DEADLINE)).isTrue();
        assertThat(result.ready()).isTrue();
        assertThat(result.successful()).isFalse();
        assertThatThrownBy(result::get).isInstanceOf(ItemFailedException.class);
        assertThatThrownBy(() -> result.get(SHORT)).as("again").isInstanceOf(ItemFailedException.class);
    }

    @Test
    default void futureCompletesWithTheResult() throws Exception {
        Pool pool = stage().pool(1);
        assertThat(pool.applyAsync(() -> 7).toFuture().get(30, TimeUnit.SECONDS))
                .isEqualTo(7);
        CompletableFuture<Object> failed = pool.applyAsync(() -> {
                    throw new IllegalStateException("no");
                })
                .toFuture();
        assertThatThrownBy(() -> failed.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ItemFailedException.class);
    }

    @Test
    default void cancellingTheFutureDoesNotCancelTheWork() {
        AsyncResult<String> result = held(stage().pool(1), "go");
        assertThat(result.toFuture().cancel(true)).isTrue();
        stage().signals().open("go");
        assertThat(result.get()).isEqualTo("done");
    }

    @Test
    default void futureCanBeWaitedForWithATimeout() {
        AsyncResult<String> result = held(stage().pool(1), "go");
        assertThatThrownBy(() -> result.toFuture().get(20, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        stage().signals().open("go");
        assertThat(result.get()).isEqualTo("done");
    }

    @Test
    default void interruptedWaiterLeavesTheWorkAlive() throws InterruptedException {
        AsyncResult<String> result = held(stage().pool(1), "go");
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                result.get();
                flag.completeExceptionally(new AssertionError("the wait was not ended"));
            } catch (WaitTimedOutException e) {
                flag.complete(Thread.currentThread().isInterrupted());
            } catch (RuntimeException e) {
                flag.completeExceptionally(e);
            }
        });
        waiter.start();
        waiter.interrupt();
        waiter.join(Eventually.DEADLINE.toMillis());
        assertThat(flag).as("the interrupt is kept").isCompletedWithValue(true);
        stage().signals().open("go");
        assertThat(result.get()).isEqualTo("done");
    }
}
