package io.workgrid.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.testkit.history.Models.CounterCall;
import io.workgrid.testkit.history.Models.DictCall;
import io.workgrid.testkit.history.Models.LockCall;
import io.workgrid.testkit.history.Models.QueueCall;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Histories that are known to be good, and histories that are known to be bad. */
class LinearizabilityTest {

    private static <I, O> Operation<I, O> call(int caller, I input, @Nullable O output, long from, long to) {
        return new Operation<>(caller, input, output, from, to);
    }

    private static Operation<CounterCall, Long> add(int caller, long amount, long answer, long from, long to) {
        return call(caller, new CounterCall(amount, null), answer, from, to);
    }

    private static Operation<QueueCall, Integer> put(int caller, int element, long from, long to) {
        return call(caller, new QueueCall(element), 0, from, to);
    }

    private static Operation<QueueCall, Integer> got(int caller, int element, long from, long to) {
        return call(caller, new QueueCall(null), element, from, to);
    }

    private static <S, I, O> void good(Model<S, I, O> model, List<Operation<I, O>> history) {
        assertThat(Linearizability.violation(model, history)).isEmpty();
    }

    private static <S, I, O> void bad(Model<S, I, O> model, List<Operation<I, O>> history) {
        assertThat(Linearizability.violation(model, history)).isPresent();
    }

    @Test
    void emptyHistoryIsGood() {
        good(Models.counter(), List.of());
    }

    @Test
    void overlappingCallsMayStandInEitherOrder() {
        good(Models.counter(), List.of(add(1, 1, 2, 0, 10), add(2, 1, 1, 5, 15)));
        good(Models.counter(), List.of(add(1, 1, 1, 0, 10), add(2, 1, 2, 5, 15)));
    }

    @Test
    void laterCallDoesNotStandBeforeAnEarlierOne() {
        bad(Models.counter(), List.of(add(1, 1, 2, 0, 10), add(2, 1, 1, 11, 15)));
    }

    @Test
    void lostUpdateIsFound() {
        bad(Models.counter(), List.of(add(1, 1, 1, 0, 10), add(2, 1, 1, 5, 15)));
        bad(Models.counter(), List.of(add(1, 1, 1, 0, 10), add(2, 0, 0, 11, 12)));
    }

    @Test
    void callWithoutAnAnswerMayHaveTakenEffectOrNot() {
        Operation<CounterCall, Long> lost = call(1, new CounterCall(5, null), null, 0, Operation.NEVER);
        good(Models.counter(), List.of(lost, add(2, 0, 0, 10, 20)));
        good(Models.counter(), List.of(lost, add(2, 0, 0, 10, 20), add(2, 0, 5, 30, 40)));
        bad(Models.counter(), List.of(lost, add(2, 0, 5, 10, 20), add(2, 0, 0, 30, 40)));
        bad(Models.counter(), List.of(lost, add(2, 0, 10, 10, 20)));
    }

    @Test
    void callWithoutAnAnswerDoesNotStandBeforeItsBeginning() {
        Operation<CounterCall, Long> lost = call(1, new CounterCall(5, null), null, 30, Operation.NEVER);
        bad(Models.counter(), List.of(add(2, 0, 5, 10, 20), lost));
    }

    @Test
    void twoHoldersOfALockAreFound() {
        bad(Models.lock(), List.of(call(1, LockCall.TAKE, true, 0, 1), call(2, LockCall.TAKE, true, 2, 3)));
        good(
                Models.lock(),
                List.of(
                        call(1, LockCall.TAKE, true, 0, 1),
                        call(2, LockCall.TAKE, true, 2, 9),
                        call(1, LockCall.RELEASE, true, 5, 6)));
        bad(
                Models.lock(),
                List.of(
                        call(1, LockCall.TAKE, true, 0, 1),
                        call(2, LockCall.TAKE, true, 2, 4),
                        call(1, LockCall.RELEASE, true, 5, 6)));
        bad(Models.lock(), List.of(call(1, LockCall.TAKE, false, 0, 1)));
    }

    @Test
    void queueThatLosesRepeatsOrTurnsAroundIsFound() {
        List<Operation<QueueCall, Integer>> puts = List.of(put(1, 7, 0, 1), put(1, 8, 2, 3));
        good(Models.queue(), with(puts, got(2, 7, 4, 5), got(2, 8, 6, 7), got(2, -1, 8, 9)));
        bad(Models.queue(), with(puts, got(2, 8, 4, 5)));
        bad(Models.queue(), with(puts, got(2, 7, 4, 5), got(3, 7, 6, 7)));
        bad(Models.queue(), with(puts, got(2, 7, 4, 5), got(2, -1, 6, 7)));
        good(Models.queue(), with(puts, got(2, 7, 4, 8), got(3, 8, 4, 5)));
    }

    @SafeVarargs
    private static List<Operation<QueueCall, Integer>> with(
            List<Operation<QueueCall, Integer>> before, Operation<QueueCall, Integer>... more) {
        List<Operation<QueueCall, Integer>> all = new ArrayList<>(before);
        for (Operation<QueueCall, Integer> each : more) {
            all.add(each);
        }
        return all;
    }

    @Test
    void twoWinnersOfACompareAndSetAreFound() {
        DictCall first = DictCall.replace("k", 0, 1);
        bad(Models.dict(), List.of(call(1, first, 1, 0, 5), call(2, first, 1, 1, 6)));
        good(Models.dict(), List.of(call(1, first, 1, 0, 5), call(2, first, 0, 1, 6)));
        bad(Models.dict(), List.of(call(1, first, 1, 0, 5), call(2, DictCall.get("k"), 0, 6, 7)));
        good(Models.dict(), List.of(call(1, first, 1, 0, 5), call(2, DictCall.get("other"), 0, 6, 7)));
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(Linearizability.violation(Models.counter(), List.of(add(1, 1, 1, 0, 10), add(2, 1, 1, 20, 30))))
                .hasValueSatisfying(said -> assertThat(said).contains("caller 2", "-> 1"));
    }

    @Test
    void impossibleTimesAreRefused() {
        assertThatThrownBy(() -> add(1, 1, 1, 10, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Histories as a real counter makes them, with calls that overlap at random; then the same with one answer changed. */
    @Test
    void randomHistoriesAreGoodUntilOneAnswerIsChanged() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom dice = new SplittableRandom(seed);
            List<Operation<CounterCall, Long>> history = new ArrayList<>();
            long value = 0;
            for (int n = 0; n < 60; n++) {
                long at = 100L * n;
                value += 1;
                history.add(add(n, 1, value, at - dice.nextInt(250), at + dice.nextInt(250)));
            }
            good(Models.counter(), history);
            int changed = dice.nextInt(60);
            Operation<CounterCall, Long> was = history.get(changed);
            history.set(changed, add(changed, 1, changed + 2, was.calledAt(), was.returnedAt()));
            bad(Models.counter(), history);
        }
    }

    @Test
    void recordedCallsOfThreadsAreGood() throws InterruptedException {
        History<CounterCall, Long> history = new History<>();
        AtomicLong real = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < 6; caller++) {
            int mine = caller;
            Thread thread = new Thread(() -> {
                for (int n = 0; n < 100; n++) {
                    try {
                        history.call(mine, new CounterCall(1, null), real::incrementAndGet);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join(30_000);
        }
        assertThat(history.operations()).hasSize(600);
        good(Models.counter(), history.operations());
    }
}
