package io.workgrid.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.core.shared.Answer.Status;
import org.junit.jupiter.api.Test;

class SyncMachinesTest {
    private final Bench event = new Bench(Kind.EVENT);
    private final Bench semaphore = new Bench(Kind.SEMAPHORE, SemaphoreOp.spec(3));
    private final Bench barrier = new Bench(Kind.BARRIER, BarrierOp.spec(3));

    @Test
    void everybodyWhoWaitsGoesOnWhenTheEventIsSetAlsoIfItIsClearedRightAfter() {
        long a = event.make("a", EventOp.await());
        long b = event.make("b", EventOp.await());
        event.make("c", EventOp.set());
        event.make("c", EventOp.clear());
        assertThat(event.takeWoken()).containsExactly(a, b);
        assertThat(event.answer(a).status()).isEqualTo(Status.DONE);
        assertThat(event.waits(event.make("d", EventOp.await()))).isTrue();
    }

    @Test
    void nobodyOvertakesWhoWaitsForManyPermits() {
        semaphore.make("a", SemaphoreOp.acquire(2));
        long b = semaphore.make("b", SemaphoreOp.acquire(3));
        long c = semaphore.make("c", SemaphoreOp.acquire(1));
        assertThat(semaphore.waits(c)).isTrue();
        assertThat(SemaphoreOp.fence(semaphore
                        .answer(semaphore.make("d", SemaphoreOp.tryAcquire(1)))
                        .value()))
                .isZero();
        semaphore.withdraw(b);
        assertThat(semaphore.takeWoken()).containsExactly(c);
        assertThat(SemaphoreOp.available(semaphore.read(SemaphoreOp.look()).value()))
                .isZero();
    }

    @Test
    void permitsComeBackFromTheLostAndTheEnded() {
        semaphore.make("a", SemaphoreOp.acquire(2));
        semaphore.make("b", SemaphoreOp.acquire(1));
        long c = semaphore.make("c", SemaphoreOp.acquire(3));
        semaphore.lose("a");
        assertThat(semaphore.waits(c)).isTrue();
        semaphore.end("b");
        assertThat(semaphore.takeWoken()).containsExactly(c);
        assertThat(semaphore.cell().view().holders())
                .extracting(CellView.Holder::count)
                .containsExactly(3);
    }

    @Test
    void moreThanOneHasIsNotTakenBack() {
        semaphore.make("a", SemaphoreOp.acquire(1));
        Answer refused = semaphore.answer(semaphore.make("a", SemaphoreOp.release(2)));
        assertThat(refused.status()).isEqualTo(Status.BAD_INPUT);
        assertThat(refused.message()).contains("who has 1");
        assertThat(semaphore.answer(semaphore.make("b", SemaphoreOp.acquire(4))).message())
                .contains("asked for 4 permits and has 3");
    }

    @Test
    void partiesGoOnTogetherEachWithAPlaceOfItsOwn() {
        long a = barrier.make("a", BarrierOp.await(false));
        long b = barrier.make("b", BarrierOp.await(false));
        assertThat(BarrierOp.waiting(barrier.read(BarrierOp.look()).value())).isEqualTo(2);
        long c = barrier.make("c", BarrierOp.await(false));
        assertThat(barrier.takeWoken()).containsExactly(a, b);
        assertThat(BarrierOp.place(barrier.answer(c).value())).isZero();
        assertThat(BarrierOp.place(barrier.answer(a).value())).isEqualTo(1);
        assertThat(BarrierOp.place(barrier.answer(b).value())).isEqualTo(2);
        assertThat(barrier.waits(barrier.make("a", BarrierOp.await(false)))).isTrue();
    }

    @Test
    void nobodyGoesOnBeforeTheActionIsDone() {
        long a = barrier.make("a", BarrierOp.await(true));
        barrier.make("b", BarrierOp.await(true));
        long c = barrier.make("c", BarrierOp.await(true));
        assertThat(BarrierOp.mustAct(barrier.answer(c).value())).isTrue();
        assertThat(barrier.waits(a)).isTrue();
        barrier.make("c", BarrierOp.acted(true));
        assertThat(barrier.waits(a)).isFalse();
    }

    @Test
    void actionThatFailsOrWhoseRunnerDiesBreaksTheBarrier() {
        long a = barrier.make("a", BarrierOp.await(true));
        barrier.make("b", BarrierOp.await(true));
        barrier.make("c", BarrierOp.await(true));
        barrier.lose("c");
        assertThat(barrier.answer(a).status()).isEqualTo(Status.BROKEN);
        assertThat(BarrierOp.broken(barrier.read(BarrierOp.look()).value())).isTrue();
        barrier.make("a", BarrierOp.reset());
        assertThat(barrier.waits(barrier.make("a", BarrierOp.await(true)))).isTrue();
    }

    @Test
    void partyThatGivesUpOrDiesBreaksItForTheOthers() {
        long a = barrier.make("a", BarrierOp.await(false));
        long b = barrier.make("b", BarrierOp.await(false));
        barrier.withdraw(a);
        assertThat(barrier.answer(b).status()).isEqualTo(Status.BROKEN);
        assertThat(barrier.answer(barrier.make("c", BarrierOp.await(false))).status())
                .isEqualTo(Status.BROKEN);
        barrier.make("c", BarrierOp.reset());
        long d = barrier.make("d", BarrierOp.await(false));
        barrier.make("e", BarrierOp.await(false));
        barrier.lose("e");
        assertThat(barrier.answer(d).status()).isEqualTo(Status.BROKEN);
    }

    @Test
    void whoComesWhileTheActionRunsIsOfTheNextRound() {
        barrier.make("a", BarrierOp.await(true));
        barrier.make("b", BarrierOp.await(true));
        barrier.make("c", BarrierOp.await(true));
        for (String next : new String[] {"d", "e"}) {
            barrier.make(next, BarrierOp.await(false));
        }
        long last = barrier.make("f", BarrierOp.await(false));
        assertThat(barrier.waits(last)).isTrue();
        barrier.make("c", BarrierOp.acted(true));
        assertThat(barrier.waits(last)).isFalse();
        assertThat(BarrierOp.waiting(barrier.read(BarrierOp.look()).value())).isZero();
    }
}
