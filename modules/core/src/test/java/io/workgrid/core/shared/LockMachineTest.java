package io.workgrid.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.core.shared.Answer.Status;
import org.junit.jupiter.api.Test;

class LockMachineTest {
    private final Bench lock = new Bench(Kind.LOCK);
    private final Bench rlock = new Bench(Kind.RLOCK);

    private static long fence(Answer answer) {
        assertThat(answer.status()).isEqualTo(Status.DONE);
        return LockOp.fence(answer.value());
    }

    @Test
    void lockGoesToThoseWhoWaitInTheOrderTheyCame() {
        long a = lock.make("a", LockOp.acquire());
        long b = lock.make("b", LockOp.acquire());
        long c = lock.make("c", LockOp.acquire());
        assertThat(fence(lock.answer(a))).isPositive();
        assertThat(lock.waits(b)).isTrue();

        lock.make("a", LockOp.release());
        assertThat(lock.takeWoken()).containsExactly(b);
        assertThat(fence(lock.answer(b))).isGreaterThan(fence(lock.answer(a)));
        lock.make("b", LockOp.release());
        assertThat(lock.takeWoken()).containsExactly(c);
    }

    @Test
    void tryDoesNotWait() {
        lock.make("a", LockOp.tryAcquire());
        assertThat(fence(lock.answer(lock.make("b", LockOp.tryAcquire())))).isZero();
        assertThat(fence(lock.answer(lock.make("a", LockOp.tryAcquire())))).isZero();
    }

    @Test
    void holderThatAsksAgainIsRefusedInsteadOfWaitingForItself() {
        lock.make("a", LockOp.acquire());
        Answer again = lock.answer(lock.make("a", LockOp.acquire()));
        assertThat(again.status()).isEqualTo(Status.BAD_INPUT);
        assertThat(again.message()).contains("held by the caller", "rlock");
    }

    @Test
    void rlockIsFreeWhenItWasReleasedAsOften() {
        long first = rlock.make("a", LockOp.acquire());
        long second = rlock.make("a", LockOp.acquire());
        assertThat(fence(rlock.answer(second))).isEqualTo(fence(rlock.answer(first)));
        long b = rlock.make("b", LockOp.acquire());
        rlock.make("a", LockOp.release());
        assertThat(rlock.waits(b)).isTrue();
        rlock.make("a", LockOp.release());
        assertThat(rlock.waits(b)).isFalse();
    }

    @Test
    void onlyTheHolderReleases() {
        lock.make("a", LockOp.acquire());
        Answer other = lock.answer(lock.make("b", LockOp.release()));
        assertThat(other.status()).isEqualTo(Status.BAD_INPUT);
        assertThat(other.message()).contains("thread main of a");
        assertThat(LockOp.held(lock.read(LockOp.look()).value()).owner()).isEqualTo(Bench.owner("a"));
    }

    @Test
    void lockOfALostSessionGoesToTheNextAndTheLostOneIsRefused() {
        lock.make("a", LockOp.acquire());
        long b = lock.make("b", LockOp.acquire());
        lock.lose("a");
        assertThat(lock.takeWoken()).containsExactly(b);
        Answer late = lock.cell()
                .call(
                        new Call(
                                Call.Verb.DO,
                                "a",
                                99,
                                Settled.NOTHING,
                                Bench.owner("a"),
                                null,
                                Kind.LOCK,
                                new byte[0],
                                LockOp.release()),
                        lock.now);
        assertThat(late.status()).isEqualTo(Status.LOST_SESSION);
    }

    @Test
    void lockAndPlaceInTheQueueEndWithTheirOwner() {
        lock.make("a", LockOp.acquire());
        long b = lock.make("b", LockOp.acquire());
        long c = lock.make("c", LockOp.acquire());
        lock.end("b");
        assertThat(lock.answer(b).status()).isEqualTo(Status.WITHDRAWN);
        lock.end("a");
        assertThat(lock.takeWoken()).containsExactly(c);
    }

    @Test
    void allThatIsLostAtOnceGetsNothing() {
        lock.make("a", LockOp.acquire());
        lock.make("b", LockOp.acquire());
        long c = lock.make("c", LockOp.acquire());
        lock.lose("b", "a");
        assertThat(lock.takeWoken()).containsExactly(c);
        assertThat(lock.cell().view().holders())
                .extracting(CellView.Holder::owner)
                .containsExactly(Bench.owner("c"));
    }

    @Test
    void withdrawnWaitGetsNothingAndGrantThatCameBeforeIsKept() {
        lock.make("a", LockOp.acquire());
        long b = lock.make("b", LockOp.acquire());
        long c = lock.make("c", LockOp.acquire());
        assertThat(lock.withdraw(b).status()).isEqualTo(Status.WITHDRAWN);
        assertThat(lock.withdraw(b).status()).isEqualTo(Status.WITHDRAWN);
        lock.make("a", LockOp.release());
        assertThat(fence(lock.withdraw(c))).isPositive();
        assertThat(lock.answer(b).status()).isEqualTo(Status.WITHDRAWN);
    }

    @Test
    void waitingForASignalGivesTheLockBackAsOneStep() {
        rlock.make("a", LockOp.acquire());
        rlock.make("a", LockOp.acquire());
        long waiting = rlock.make("a", LockOp.await());
        long b = rlock.make("b", LockOp.acquire());
        assertThat(rlock.waits(b)).isFalse();
        assertThat(LockOp.count(rlock.answer(rlock.make("b", LockOp.signal(5))).value()))
                .isOne();
        assertThat(rlock.waits(waiting)).isTrue();
        rlock.make("b", LockOp.release());
        byte[] answer = rlock.answer(waiting).value();
        assertThat(LockOp.signalled(answer)).isTrue();
        assertThat(LockOp.fenceAfterWait(answer)).isPositive();
        assertThat(LockOp.held(rlock.read(LockOp.look()).value()).count()).isEqualTo(2);
    }

    @Test
    void waitWhoseTimeIsUpHoldsTheLockAgain() {
        lock.make("a", LockOp.acquire());
        long waiting = lock.make("a", LockOp.await());
        lock.make("a", LockOp.expire(waiting));
        assertThat(LockOp.signalled(lock.answer(waiting).value())).isFalse();
        assertThat(LockOp.held(lock.read(LockOp.look()).value()).owner()).isEqualTo(Bench.owner("a"));
    }

    @Test
    void signalThatReachedOneWhoDiesGoesToTheNext() {
        lock.make("a", LockOp.acquire());
        lock.make("a", LockOp.await());
        lock.make("b", LockOp.acquire());
        long b = lock.make("b", LockOp.await());
        lock.make("c", LockOp.acquire());
        lock.make("c", LockOp.signal(1));
        lock.lose("a");
        lock.make("c", LockOp.release());
        assertThat(LockOp.signalled(lock.answer(b).value())).isTrue();
    }

    @Test
    void whoDoesNotHoldTheLockNeitherWaitsNorSignals() {
        assertThat(lock.answer(lock.make("a", LockOp.await())).status()).isEqualTo(Status.BAD_INPUT);
        assertThat(lock.answer(lock.make("a", LockOp.signal(1))).status()).isEqualTo(Status.BAD_INPUT);
    }
}
