package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.ItemFailedException;
import io.workgrid.api.JobFailedException;
import io.workgrid.api.Pool;
import io.workgrid.api.ResultIterator;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.view.JobPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** {@code imap} and {@code imapUnordered}: order, waiting, endless and broken input, closing. */
interface StreamCases extends Cases {
    /** More than any grid may read ahead of its workers with few workers and small items. */
    long MUCH = 500_000;

    private static <T> List<T> rest(Iterator<T> results) {
        List<T> all = new ArrayList<>();
        results.forEachRemaining(all::add);
        return all;
    }

    /** Numbers without end; counts how many were taken. */
    private static Iterable<Long> endless(AtomicLong taken) {
        return () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Long next() {
                return taken.getAndIncrement();
            }
        };
    }

    @Test
    default void imapGivesResultsInOrder() {
        try (ResultIterator<Integer> results = stage().pool(3).imap(n -> n * 2, range(1_000))) {
            assertThat(rest(results))
                    .isEqualTo(range(1_000).stream().map(n -> n * 2).toList());
        }
    }

    @Test
    default void imapOfNothingEndsAtOnce() {
        try (ResultIterator<Integer> results = stage().pool(1).imap(n -> n, List.<Integer>of())) {
            assertThat(results.hasNext()).isFalse();
            assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> results.next(Duration.ofSeconds(1))).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    default void imapGivesAResultWhileLaterItemsRun() {
        Signals.Port at = stage().signals().port();
        try (ResultIterator<Integer> results = stage().pool(2)
                .with(Stage.ONE_BY_ONE)
                .imap(
                        n -> {
                            if (n == 5) {
                                at.pass("five");
                            }
                            return n;
                        },
                        range(10))) {
            for (int n = 0; n < 5; n++) {
                assertThat(results.next()).isEqualTo(n);
            }
            stage().signals().open("five");
            assertThat(rest(results)).containsExactly(5, 6, 7, 8, 9);
        }
    }

    @Test
    default void nextWithTimeoutMayBeRepeated() {
        Signals.Port at = stage().signals().port();
        try (ResultIterator<Integer> results = stage().pool(1)
                .imap(
                        n -> {
                            at.pass("go");
                            return n;
                        },
                        range(2))) {
            stage().signals().await("go", 1);
            for (int tries = 0; tries < 3; tries++) {
                assertThatThrownBy(() -> results.next(Duration.ofMillis(10))).isInstanceOf(WaitTimedOutException.class);
            }
            stage().signals().open("go");
            assertThat(results.next(Eventually.DEADLINE)).isZero();
            assertThat(results.next(Eventually.DEADLINE)).isEqualTo(1);
            assertThatThrownBy(() -> results.next(Eventually.DEADLINE)).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    default void hasNextMayBeAskedAgain() {
        try (ResultIterator<Integer> results = stage().pool(1).imap(n -> n, range(2))) {
            assertThat(results.hasNext()).isTrue();
            assertThat(results.hasNext()).isTrue();
            assertThat(results.next()).isZero();
            assertThat(results.next()).isEqualTo(1);
            assertThat(results.hasNext()).isFalse();
            assertThat(results.hasNext()).isFalse();
        }
    }

    @Test
    default void failedItemIsThrownInItsPlaceAndTheIterationGoesOn() {
        try (ResultIterator<Integer> results = stage().pool(2).imap(n -> 12 / n, List.of(1, 0, 3, 0, 4))) {
            assertThat(results.next()).isEqualTo(12);
            assertThatThrownBy(results::next)
                    .isInstanceOfSatisfying(
                            ItemFailedException.class,
                            e -> assertThat(e.index()).isEqualTo(1));
            assertThat(results.hasNext()).isTrue();
            assertThat(results.next()).isEqualTo(4);
            assertThatThrownBy(results::next).isInstanceOf(ItemFailedException.class);
            assertThat(results.next()).isEqualTo(3);
            assertThat(results.hasNext()).isFalse();
        }
    }

    @Test
    default void nullResultsAreResults() {
        try (ResultIterator<Object> results = stage().pool(2).imap(n -> Stage.nothing(), range(3))) {
            assertThat(rest(results)).hasSize(3).containsOnlyNulls();
        }
    }

    @Test
    default void imapUnorderedGivesEachResultOnce() {
        try (ResultIterator<Integer> results = stage().pool(3).imapUnordered(n -> n, range(5_000))) {
            List<Integer> all = rest(results);
            assertThat(all).hasSize(5_000);
            assertThat(new HashSet<>(all)).isEqualTo(Set.copyOf(range(5_000)));
        }
    }

    @Test
    default void imapUnorderedDoesNotWaitForASlowItem() {
        Signals.Port at = stage().signals().port();
        try (ResultIterator<Integer> results = stage().pool(2)
                .with(Stage.ONE_BY_ONE)
                .imapUnordered(
                        n -> {
                            if (n == 0) {
                                at.pass("zero");
                            }
                            return n;
                        },
                        range(4))) {
            List<Integer> early = new ArrayList<>();
            for (int n = 0; n < 3; n++) {
                early.add(results.next());
            }
            assertThat(early).containsExactlyInAnyOrder(1, 2, 3);
            stage().signals().open("zero");
            assertThat(rest(results)).containsExactly(0);
        }
    }

    @Test
    default void imapUnorderedThrowsFailuresAndGoesOn() {
        int failed = 0;
        List<Integer> good = new ArrayList<>();
        try (ResultIterator<Integer> results = stage().pool(2).imapUnordered(n -> 12 / (n % 3), range(9))) {
            while (results.hasNext()) {
                try {
                    good.add(results.next());
                } catch (ItemFailedException e) {
                    failed++;
                }
            }
        }
        assertThat(failed).isEqualTo(3);
        assertThat(good).containsExactlyInAnyOrder(12, 12, 12, 6, 6, 6);
    }

    @Test
    default void endlessInputIsReadABoundedNumberAheadOfBusyWorkers() {
        Signals.Port at = stage().signals().port();
        AtomicLong taken = new AtomicLong();
        try (ResultIterator<Long> results = stage().pool(2)
                .with(Stage.ONE_BY_ONE)
                .imap(
                        n -> {
                            if (n >= 10) {
                                at.pass("go");
                            }
                            return n;
                        },
                        endless(taken))) {
            for (long n = 0; n < 10; n++) {
                assertThat(results.next()).isEqualTo(n);
            }
            assertThat(Eventually.settled("items read", taken::get)).isBetween(10L, MUCH);
            stage().signals().open("go");
            assertThat(results.next()).isEqualTo(10);
        }
    }

    @Test
    default void endlessInputIsReadABoundedNumberAheadOfASlowReader() {
        AtomicLong taken = new AtomicLong();
        try (ResultIterator<Long> results = stage().pool(2).imap(n -> n, endless(taken))) {
            assertThat(results.next()).isZero();
            long before = Eventually.settled("items read", taken::get);
            assertThat(before).isLessThan(2 * MUCH);
            for (long n = 1; n < before + 1_000; n++) {
                assertThat(results.next()).isEqualTo(n);
            }
            assertThat(taken).hasValueGreaterThan(before);
        }
    }

    @Test
    default void resultOfAnItemComesBeforeTheNextItemIsThere() throws InterruptedException {
        SynchronousQueue<Integer> source = new SynchronousQueue<>();
        Iterable<Integer> items = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                try {
                    return source.take();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted", e);
                }
            }
        };
        try (ResultIterator<Integer> results = stage().pool(2).imap(n -> -n, items)) {
            for (int n = 0; n < 20; n++) {
                assertThat(source.offer(n, Eventually.DEADLINE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                assertThat(results.next(Eventually.DEADLINE)).isEqualTo(-n);
            }
        }
    }

    @Test
    default void closingStopsTheWorkAndTheReading() {
        Signals.Port at = stage().signals().port();
        AtomicLong taken = new AtomicLong();
        ResultIterator<Long> results = stage().pool(1)
                .with(Stage.ONE_BY_ONE)
                .imap(
                        n -> {
                            if (n == 3) {
                                at.hit("started");
                                Stage.untilInterrupted();
                            }
                            return n;
                        },
                        endless(taken));
        assertThat(results.next()).isZero();
        stage().signals().await("started", 1);
        results.close();
        assertThat(results.job().await(Eventually.DEADLINE).phase()).isEqualTo(JobPhase.CANCELLED);
        long atEnd = Eventually.settled("items read", taken::get);
        assertThat(atEnd).isLessThan(MUCH);
        results.close();
    }

    @Test
    default void closingAfterTheEndChangesNothing() {
        ResultIterator<Integer> results = stage().pool(1).imap(n -> n, range(3));
        assertThat(rest(results)).isEqualTo(range(3));
        results.close();
        assertThat(results.job().await(Eventually.DEADLINE).phase()).isEqualTo(JobPhase.FINISHED);
    }

    @Test
    default void inputThatThrowsFailsTheJobWithItsCause() {
        Pool pool = stage().pool(2);
        Iterable<Integer> broken = () -> range(100).stream()
                .peek(n -> {
                    if (n == 50) {
                        throw new IllegalStateException("the source broke");
                    }
                })
                .iterator();
        assertThatThrownBy(() -> pool.map(n -> n, broken))
                .isInstanceOf(JobFailedException.class)
                .hasStackTraceContaining("the source broke");
        try (ResultIterator<Integer> results = pool.imap(n -> n, broken)) {
            assertThatThrownBy(() -> rest(results))
                    .isInstanceOf(JobFailedException.class)
                    .hasStackTraceContaining("the source broke");
        }
        assertThat(pool.map(n -> n, range(3))).as("the pool goes on").isEqualTo(range(3));
    }

    @Test
    default void inputThatCannotEvenBeOpenedFailsTheJob() {
        Pool pool = stage().pool(1);
        Iterable<Integer> broken = () -> {
            throw new IllegalStateException("no iterator");
        };
        assertThatThrownBy(() -> pool.map(n -> n, broken))
                .isInstanceOf(JobFailedException.class)
                .hasStackTraceContaining("no iterator");
    }
}
