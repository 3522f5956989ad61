package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.StaleFenceException;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.shared.Merge;
import io.workgrid.api.shared.Namespace;
import io.workgrid.api.shared.SharedArray;
import io.workgrid.api.shared.SharedCounter;
import io.workgrid.api.shared.SharedDict;
import io.workgrid.api.shared.SharedList;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.api.shared.SharedQueue;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Changes that count only as long as a lock is held. */
interface FenceCases extends Cases {

    private SharedLock lock() {
        return stage().manager().lock("lock");
    }

    /** What an owner made under the lock that another one has taken since, and made the same. */
    private <T> T stale(Function<Manager, T> fenced) {
        Manager manager = stage().manager();
        T old = Caller.elsewhere(() -> {
            try (Hold hold = lock().acquire()) {
                return fenced.apply(manager);
            }
        });
        Caller.elsewhere(() -> {
            try (Hold hold = lock().acquire()) {
                return fenced.apply(manager);
            }
        });
        return old;
    }

    private static void tooLate(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(StaleFenceException.class);
    }

    @Test
    default void holderChangesWhatItLikes() {
        Manager manager = stage().manager();
        try (Hold hold = lock().acquire()) {
            SharedDict<String, Integer> dict =
                    manager.<String, Integer>dict("dict").withFence(lock());
            dict.put("a", 1);
            dict.merge("a", 1, Merge.SUM);
            dict.compute("a", (key, old) -> old == null ? 0 : old + 1);
            assertThat(dict.get("a")).isEqualTo(3);
            assertThat(manager.counter("counter").withFence(lock()).add(2)).isEqualTo(2);
            assertThat(manager.list("list").withFence(lock()).append(1)).isEqualTo(0);
        }
        manager.dict("dict").put("b", 1);
        assertThat(manager.dict("dict").size()).isEqualTo(2);
    }

    @Test
    default void whoDoesNotHoldTheLockGetsNoView() {
        SharedDict<String, Integer> dict = stage().manager().dict("dict");
        assertThatThrownBy(() -> dict.withFence(lock())).isInstanceOf(BadInputException.class);
        SharedLock lock = lock();
        try (Hold hold = lock.acquire()) {
            assertThatThrownBy(() -> Caller.elsewhere(() -> dict.withFence(lock)))
                    .isInstanceOf(BadInputException.class);
        }
    }

    @Test
    default void olderHolderOfADictIsRefused() {
        SharedDict<String, Integer> dict = stage().manager().dict("dict");
        dict.put("a", 1);
        SharedDict<String, Integer> old =
                stale(manager -> manager.<String, Integer>dict("dict").withFence(lock()));
        tooLate(() -> old.put("a", 2));
        tooLate(() -> old.put("new", 2));
        tooLate(() -> old.putAll(Map.of("x", 1)));
        tooLate(() -> old.remove("a"));
        tooLate(() -> old.merge("a", 1, Merge.SUM));
        tooLate(() -> old.compute("a", (key, value) -> 7));
        tooLate(() -> old.replace("a", 1, 2));
        tooLate(old::clear);
        assertThat(dict.toMap()).containsOnly(Map.entry("a", 1));
        assertThat(old.get("a")).isEqualTo(1);
    }

    @Test
    default void olderHolderOfAListIsRefused() {
        SharedList<Integer> list = stage().manager().list("list");
        list.append(1);
        SharedList<Integer> old = stale(manager -> manager.<Integer>list("list").withFence(lock()));
        tooLate(() -> old.append(2));
        tooLate(() -> old.extend(List.of(2)));
        tooLate(() -> old.set(0, 2));
        tooLate(old::pop);
        tooLate(old::clear);
        assertThat(list.toList()).containsExactly(1);
    }

    @Test
    default void olderHolderOfACounterIsRefused() {
        SharedCounter old = stale(manager -> manager.counter("counter").withFence(lock()));
        tooLate(() -> old.add(1));
        tooLate(() -> old.set(1));
        tooLate(() -> old.compareAndSet(0, 1));
        tooLate(() -> old.max(5));
        assertThat(stage().manager().counter("counter").get()).isZero();
    }

    @Test
    default void olderHolderOfAnArrayIsRefused() {
        SharedArray.Longs old = stale(manager -> manager.longs("longs", 9_000).withFence(lock()));
        tooLate(() -> old.set(0, 1));
        tooLate(() -> old.add(8_500, 1));
        tooLate(() -> old.setSlice(10, new long[] {1}));
        tooLate(() -> old.addSlice(10, new long[] {1}));
        assertThat(stage().manager().longs("longs", 9_000).slice(0, 9_000)).containsOnly(0);
    }

    @Test
    default void olderHolderOfANamespaceIsRefused() {
        Namespace old = stale(manager -> manager.namespace("names").withFence(lock()));
        tooLate(() -> old.set("a", 1));
        tooLate(() -> old.setAll(Map.of("a", 1)));
        assertThat(stage().manager().namespace("names").toMap()).isEmpty();
    }

    @Test
    default void olderHolderOfAQueueIsRefused() {
        stage().manager().queue("queue").put(1);
        SharedQueue<Integer> old =
                stale(manager -> manager.<Integer>queue("queue").withFence(lock()));
        tooLate(() -> old.put(2));
        tooLate(old::getDone);
        tooLate(old::close);
        assertThat(stage().manager().queue("queue").drain(5)).containsExactly(1);
    }

    @Test
    default void fencesOfTwoLocksAreTwo() {
        Manager manager = stage().manager();
        SharedCounter counter = manager.counter("counter");
        for (int n = 0; n < 5; n++) {
            manager.lock("busy").acquire().close();
        }
        try (Hold busy = manager.lock("busy").acquire()) {
            counter.withFence(manager.lock("busy")).add(1);
        }
        try (Hold quiet = manager.lock("quiet").acquire()) {
            assertThat(counter.withFence(manager.lock("quiet")).add(1)).isEqualTo(2);
        }
    }

    @Test
    default void attemptWhoseLockWentOnIsRefused() {
        Manager manager = stage().manager();
        SharedLock lock = lock();
        SharedCounter counter = manager.counter("counter");
        // the lock of a job is released when an attempt ends; what it left behind then counts no more
        stage().grid().pool().apply(() -> {
            lock.acquire();
            return counter.withFence(lock).add(1);
        });
        assertThat(counter.get()).isEqualTo(1);
        try (Hold hold = lock.acquire(Eventually.DEADLINE)) {
            assertThat(counter.withFence(lock).add(1)).isEqualTo(2);
        }
    }
}
