package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.GridException;
import io.workgrid.api.ItemFailedException;
import io.workgrid.api.JobCancelledException;
import io.workgrid.api.Pool;
import io.workgrid.api.view.JobView;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Callbacks of {@code applyAsync} and {@code mapAsync}, and the progress listener. */
interface CallbackCases extends Cases {

    /** What was called, with the thread that called it. */
    final class Called {
        final Queue<Object> with = new ConcurrentLinkedQueue<>();
        final Queue<Thread> by = new ConcurrentLinkedQueue<>();

        void with(Object what) {
            with.add(what);
            by.add(Thread.currentThread());
        }

        /** Waits for a first call, then shuts the pool down and sees that no other came. */
        void onceAfter(Pool pool) {
            Eventually.until("a callback", () -> !with.isEmpty());
            pool.close();
            assertThat(Eventually.settled("callbacks", with::size)).isEqualTo(1);
            assertThat(by).doesNotContain(Thread.currentThread());
        }
    }

    @Test
    default void successIsCalledBackOnceOnAThreadOfTheGrid() {
        Pool pool = stage().pool(2);
        Called called = new Called();
        pool.mapAsync(n -> n, range(3), called::with, called::with);
        called.onceAfter(pool);
        assertThat(called.with).containsExactly(range(3));
    }

    @Test
    default void errorIsCalledBackOnceOnAThreadOfTheGrid() {
        Pool pool = stage().pool(2);
        Called called = new Called();
        pool.mapAsync(n -> 1 / n, List.of(1, 0, 0), called::with, called::with);
        called.onceAfter(pool);
        assertThat(called.with).singleElement().isInstanceOf(ItemFailedException.class);
    }

    @Test
    default void applyCallsBackToo() {
        Pool pool = stage().pool(2);
        Called good = new Called();
        Called bad = new Called();
        pool.applyAsync(() -> "fine", good::with, bad::with);
        pool.applyAsync(
                () -> {
                    throw new IllegalStateException("no");
                },
                good::with,
                bad::with);
        Eventually.until("both called", () -> good.with.size() + bad.with.size() == 2);
        assertThat(good.with).containsExactly("fine");
        assertThat(bad.with).singleElement().isInstanceOf(ItemFailedException.class);
    }

    @Test
    default void cancelIsCalledBackAsAnError() {
        Pool pool = stage().pool(1);
        Called called = new Called();
        AsyncResult<Object> result = pool.applyAsync(
                () -> {
                    Stage.untilInterrupted();
                    return "never";
                },
                called::with,
                called::with);
        result.cancel();
        called.onceAfter(pool);
        assertThat(called.with).singleElement().isInstanceOf(JobCancelledException.class);
    }

    @Test
    default void eitherCallbackMayBeLeftOut() {
        Pool pool = stage().pool(1);
        assertThat(pool.mapAsync(n -> n, range(3), null, null).get()).isEqualTo(range(3));
        Called called = new Called();
        pool.mapAsync(n -> 1 / n, List.of(0), called::with, null);
        pool.mapAsync(n -> n, List.of(0), null, called::with);
        pool.close();
        assertThat(Eventually.settled("callbacks", called.with::size)).isZero();
    }

    @Test
    default void throwingCallbackGoesToTheUncaughtHandlerAndHurtsNothing() {
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
        try {
            Pool pool = stage().pool(1);
            AsyncResult<List<Integer>> result = pool.mapAsync(
                    n -> n,
                    range(3),
                    done -> {
                        throw new IllegalStateException("planted");
                    },
                    null);
            assertThat(result.get()).isEqualTo(range(3));
            Eventually.until("the handler is told", () -> !uncaught.isEmpty());
            assertThat(pool.map(n -> n + 1, range(3))).containsExactly(1, 2, 3);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught)
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessage("planted"));
    }

    @Test
    default void callbackMayUseThePool() {
        Pool pool = stage().pool(1);
        Called called = new Called();
        AsyncResult<Integer> first = pool.applyAsync(
                () -> 20,
                n -> called.with(requireNonNull(pool.apply(x -> x + 1, n))),
                (GridException error) -> called.with(error));
        assertThat(first.get()).isEqualTo(20);
        called.onceAfter(pool);
        assertThat(called.with).containsExactly(21);
    }

    @Test
    default void progressEndsWithEveryItemSettled() {
        Queue<JobView> told = new ConcurrentLinkedQueue<>();
        Pool pool = stage().pool(2).onProgress(told::add);
        pool.map(n -> n, range(5_000));
        Eventually.until(
                "told of the end",
                () -> told.stream().anyMatch(view -> view.phase().ended()));
        List<JobView> views = List.copyOf(told);
        assertThat(views.get(views.size() - 1)).satisfies(last -> {
            assertThat(last.settled()).isEqualTo(last.items()).isEqualTo(5_000);
            assertThat(last.phase().ended()).isTrue();
        });
        assertThat(views).isSortedAccordingTo(java.util.Comparator.comparingLong(JobView::settled));
    }

    @Test
    default void throwingProgressListenerHurtsNothing() {
        Pool pool = stage().pool(2).onProgress(view -> {
            throw new IllegalStateException("planted");
        });
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});
        try {
            assertThat(pool.map(n -> n, range(5))).isEqualTo(range(5));
            assertThat(pool.map(n -> n, range(5))).isEqualTo(range(5));
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
