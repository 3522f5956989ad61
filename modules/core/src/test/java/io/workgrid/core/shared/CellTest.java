package io.workgrid.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.core.shared.Answer.Status;
import org.junit.jupiter.api.Test;

class CellTest {
    private static final byte[] NONE = {};
    private final Bench event = new Bench(Kind.EVENT);

    private static Call call(long seq, Settled settled, Guard guard, byte[] op) {
        return new Call(Call.Verb.DO, "a", seq, settled, Bench.owner("a"), guard, Kind.EVENT, NONE, op);
    }

    @Test
    void anotherKindIsRefusedByBothNames() {
        Answer answer = event.cell().call(Call.read("a", Bench.owner("a"), Kind.LOCK, NONE, LockOp.look()), 0);
        assertThat(answer.status()).isEqualTo(Status.BAD_INPUT);
        assertThat(answer.message()).contains("event", "lock");
    }

    @Test
    void otherSettingsAreRefused() {
        Bench semaphore = new Bench(Kind.SEMAPHORE, SemaphoreOp.spec(3));
        Answer answer = semaphore
                .cell()
                .call(Call.read("a", Bench.owner("a"), Kind.SEMAPHORE, SemaphoreOp.spec(4), SemaphoreOp.look()), 0);
        assertThat(answer.status()).isEqualTo(Status.BAD_INPUT);
        assertThat(answer.message()).contains("size 3, not 4");
    }

    @Test
    void answersAreForgottenWhenTheyAreSettled() {
        event.make(call(1, Settled.NOTHING, null, EventOp.set()));
        int before = event.cell().toBytes().length;
        event.make(call(2, Settled.below(2), null, EventOp.clear()));
        assertThat(event.cell().toBytes()).hasSizeLessThanOrEqualTo(before + 2);
    }

    @Test
    void lateEchoOfASettledCallIsRefused() {
        Call first = call(1, Settled.NOTHING, null, EventOp.set());
        event.make(first);
        event.make(call(2, Settled.below(2), null, EventOp.clear()));
        assertThat(event.cell().call(first, 0).status()).isEqualTo(Status.REFUSED);
        assertThat(EventOp.isSet(event.read(EventOp.look()).value())).isFalse();
    }

    @Test
    void callThatStillWaitsIsNotSettledByLaterOnes() {
        long waiting = event.make("a", EventOp.await());
        event.make(call(7, new Settled(7, new long[] {waiting}), null, EventOp.set()));
        assertThat(event.answer(waiting).status()).isEqualTo(Status.DONE);
    }

    @Test
    void callThatComesAfterItsWithdrawalWaitsNoMore() {
        Call late = call(5, Settled.NOTHING, null, EventOp.await());
        event.cell().call(late.withdrawn(Settled.NOTHING), 0);
        assertThat(event.cell().call(late, 0).status()).isEqualTo(Status.WITHDRAWN);
    }

    @Test
    void olderFenceIsRefusedOnceANewerOneWasSeen() {
        event.make(call(1, Settled.NOTHING, new Guard("grid/lock", 5), EventOp.set()));
        event.cell().call(Call.guard(Bench.owner("b"), new Guard("grid/lock", 6), Kind.EVENT, NONE), 0);
        Answer stale = event.make(call(2, Settled.NOTHING, new Guard("grid/lock", 5), EventOp.clear()));
        assertThat(stale.status()).isEqualTo(Status.STALE_FENCE);
        assertThat(EventOp.isSet(event.read(EventOp.look()).value())).isTrue();
        assertThat(event.make(call(3, Settled.NOTHING, new Guard("grid/other", 1), EventOp.clear()))
                        .status())
                .isEqualTo(Status.DONE);
    }

    @Test
    void noMoreThanSoManyWait() {
        for (int n = 1; n <= Waiters.MOST; n++) {
            event.cell().call(waiting("s" + n, n), 0);
        }
        Answer refused = event.cell().call(waiting("s", 5_000), 0);
        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(refused.message()).contains("4096");
    }

    private static Call waiting(String session, long seq) {
        return new Call(
                Call.Verb.DO,
                session,
                seq,
                Settled.NOTHING,
                Bench.owner(session),
                null,
                Kind.EVENT,
                NONE,
                EventOp.await());
    }

    @Test
    void noMoreThanSoManyAnswersOfASessionAreKept() {
        for (int n = 1; n <= Sessions.MOST_OPEN; n++) {
            event.cell().call(call(n, Settled.NOTHING, null, EventOp.set()), 0);
        }
        Call next = call(5_000, Settled.NOTHING, null, EventOp.clear());
        assertThat(event.cell().call(next, 0).status()).isEqualTo(Status.REFUSED);
        assertThat(event.cell().call(next.again(Settled.below(5_000)), 0).status())
                .as("once the answers have arrived")
                .isEqualTo(Status.DONE);
    }

    @Test
    void whoeverWaitsInACellThatIsRemovedIsToldSo() {
        long waiting = event.make("a", EventOp.await());
        assertThat(event.cell().removed(0)).extracting(Answer.Wake::seq).containsExactly(waiting);
        assertThat(event.answer(waiting).message()).contains("removed");
    }

    @Test
    void callsAndViewsSurviveTheirByteForm() {
        Call call = call(3, new Settled(7, new long[] {3, 5}), new Guard("grid/l", 9), EventOp.set());
        assertThat(Call.ofBytes(call.toBytes()).toBytes()).isEqualTo(call.toBytes());
        event.make("a", EventOp.await());
        CellView view = event.cell().view();
        assertThat(CellView.ofBytes(view.toBytes())).isEqualTo(view);
    }
}
