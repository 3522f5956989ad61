package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.shared.Manager;
import io.workgrid.api.shared.SharedCounter;
import io.workgrid.api.shared.SharedDict;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.api.shared.SharedQueue;
import io.workgrid.testkit.history.History;
import io.workgrid.testkit.history.Linearizability;
import io.workgrid.testkit.history.Model;
import io.workgrid.testkit.history.Models;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What many callers of two clients see at once is what they could see one after the other. */
interface HistoryCases extends Cases {
    int CALLERS = 5;
    int CALLS = 40;

    /** One call, by somebody, of something. */
    interface Step<I, O> {
        void make(History<I, O> history, Manager manager, int caller, SplittableRandom dice) throws Exception;
    }

    private <S, I, O> void check(Model<S, I, O> model, Step<I, O> step) {
        History<I, O> history = new History<>();
        Manager here = stage().manager();
        Manager there = stage().elsewhere();
        Caller.together(CALLERS, caller -> () -> {
            SplittableRandom dice = new SplittableRandom(caller);
            for (int n = 0; n < CALLS; n++) {
                step.make(history, caller % 2 == 0 ? here : there, caller, dice);
            }
            return caller;
        });
        assertThat(Linearizability.violation(model, history.operations())).isEmpty();
        assertThat(history.operations()).hasSizeGreaterThanOrEqualTo(CALLERS * CALLS);
    }

    @Test
    default void historyOfACounterIsLinearizable() {
        check(Models.counter(), (history, manager, caller, dice) -> {
            SharedCounter counter = manager.counter("counter");
            int amount = dice.nextInt(3);
            if (dice.nextInt(3) > 0) {
                history.call(
                        caller,
                        new Models.CounterCall(amount, null),
                        () -> amount == 0 ? counter.get() : counter.add(amount));
            } else {
                long seen = history.call(caller, new Models.CounterCall(0, null), counter::get);
                history.call(
                        caller,
                        new Models.CounterCall(seen + 10, seen),
                        () -> counter.compareAndSet(seen, seen + 10) ? 1L : 0L);
            }
        });
    }

    @Test
    default void historyOfALockIsLinearizable() {
        check(Models.lock(), (history, manager, caller, dice) -> {
            SharedLock lock = manager.lock("lock");
            boolean taken = history.call(
                    caller, Models.LockCall.TAKE, () -> lock.tryAcquire().isPresent());
            if (taken) {
                history.call(caller, Models.LockCall.RELEASE, () -> {
                    lock.release();
                    return true;
                });
            }
        });
    }

    @Test
    default void historyOfALockThatIsWaitedForIsLinearizable() {
        check(Models.lock(), (history, manager, caller, dice) -> {
            SharedLock lock = manager.lock("lock");
            history.call(caller, Models.LockCall.TAKE, () -> {
                lock.acquire();
                return true;
            });
            history.call(caller, Models.LockCall.RELEASE, () -> {
                lock.release();
                return true;
            });
        });
    }

    @Test
    default void historyOfAQueueIsLinearizable() {
        check(Models.queue(), (history, manager, caller, dice) -> {
            SharedQueue<Integer> queue = manager.queue("queue");
            if (dice.nextBoolean()) {
                int element = 1_000 * caller + dice.nextInt(1_000);
                history.call(caller, new Models.QueueCall(element), () -> {
                    queue.put(element);
                    return 0;
                });
            } else {
                history.call(caller, new Models.QueueCall(null), () -> {
                    Optional<Integer> got = queue.tryGet();
                    got.ifPresent(element -> queue.taskDone());
                    return got.orElse(-1);
                });
            }
        });
    }

    @Test
    default void historyOfADictIsLinearizable() {
        check(Models.dict(), (history, manager, caller, dice) -> {
            SharedDict<String, Integer> dict = manager.dict("dict");
            String key = "k" + dice.nextInt(2);
            int seen = history.call(caller, Models.DictCall.get(key), () -> dict.getOrDefault(key, 0));
            int value = 1 + dice.nextInt(5);
            history.call(
                    caller,
                    Models.DictCall.replace(key, seen, value),
                    () -> (seen == 0 ? dict.putIfAbsent(key, value) == null : dict.replace(key, seen, value)) ? 1 : 0);
        });
    }
}
