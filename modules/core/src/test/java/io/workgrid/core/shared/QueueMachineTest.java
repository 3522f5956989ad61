package io.workgrid.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.core.shared.Answer.Status;
import org.junit.jupiter.api.Test;

class QueueMachineTest {
    private final Bench queue = new Bench(Kind.QUEUE, QueueOp.spec(3));

    private boolean put(String... texts) {
        return QueueOp.done(Boxes.done(queue, QueueOp.put(false, Boxes.texts(texts))));
    }

    private QueueOp.Taken get(String session) {
        return QueueOp.taken(Boxes.done(queue, session, QueueOp.get(false, false, false)));
    }

    private String text(long number) {
        QueueOp.Taken taken = QueueOp.taken(queue.answer(number).value());
        return taken.value().text() + taken.deliveredBefore();
    }

    @Test
    void firstInFirstOut() {
        put("a", "b");
        assertThat(get("s").value().text()).isEqualTo("a");
        assertThat(get("s").value().text()).isEqualTo("b");
        assertThat(get("s")).isNull();
    }

    @Test
    void fullQueueTakesNoMoreAndAPutterWaitsForRoom() {
        put("a", "b", "c");
        assertThat(put("d")).isFalse();
        long waiting = queue.make("p", QueueOp.put(true, Boxes.texts("d")));
        assertThat(queue.waits(waiting)).isTrue();
        get("s");
        assertThat(queue.takeWoken()).containsExactly(waiting);
        assertThat(QueueOp.look(queue.read(QueueOp.look()).value()).full()).isTrue();
    }

    @Test
    void putterBehindOneThatWaitsDoesNotPass() {
        put("a", "b", "c");
        long two = queue.make("p", QueueOp.put(true, Boxes.texts("d", "e")));
        Boxes.done(queue, QueueOp.get(false, true, false));
        assertThat(put("f")).isFalse();
        queue.withdraw(two);
        assertThat(put("f")).isTrue();
    }

    @Test
    void gettersAreServedInTheOrderTheyCame() {
        long first = queue.make("g", QueueOp.get(true, false, false));
        long second = queue.make("h", QueueOp.get(true, true, false));
        put("a", "b");
        assertThat(queue.takeWoken()).containsExactly(first, second);
        assertThat(text(first)).isEqualTo("a0");
        assertThat(text(second)).isEqualTo("b0");
    }

    @Test
    void withdrawnGetterGetsNothing() {
        long gone = queue.make("g", QueueOp.get(true, false, false));
        assertThat(queue.withdraw(gone).status()).isEqualTo(Status.WITHDRAWN);
        put("a");
        assertThat(get("s").value().text()).isEqualTo("a");
    }

    @Test
    void whatAnOwnerLeavesUndoneIsDeliveredAgainInFrontAndSaysSo() {
        put("a", "b", "c");
        get("g");
        get("g");
        queue.end("g");
        long again = queue.make("h", QueueOp.get(true, false, false));
        assertThat(text(again)).isEqualTo("a1");
        queue.lose("h");
        assertThat(get("s").deliveredBefore()).isEqualTo(2);
        assertThat(get("s").value().text()).isEqualTo("b");
        assertThat(get("s").deliveredBefore()).isZero();
    }

    @Test
    void whatIsDoneOrGotForGoodIsNotDeliveredAgain() {
        put("a", "b");
        get("g");
        Boxes.done(queue, "g", QueueOp.taskDone());
        Boxes.done(queue, "g", QueueOp.get(false, true, false));
        queue.lose("g");
        assertThat(get("s")).isNull();
        assertThat(queue.cell().bytes()).isZero();
    }

    @Test
    void givenBackGoesInFront() {
        put("a", "b");
        get("g");
        Boxes.done(queue, "g", QueueOp.giveBack());
        assertThat(get("s").value().text()).isEqualTo("a");
    }

    @Test
    void doneTooOftenIsRefused() {
        assertThat(Boxes.refused(queue, QueueOp.taskDone()).status()).isEqualTo(Status.BAD_INPUT);
        assertThat(Boxes.refused(queue, QueueOp.giveBack()).status()).isEqualTo(Status.BAD_INPUT);
    }

    @Test
    void joinWaitsUntilAllIsDone() {
        Boxes.done(queue, QueueOp.join());
        put("a", "b");
        long join = queue.make("j", QueueOp.join());
        get("g");
        Boxes.done(queue, "g", QueueOp.taskDone());
        assertThat(queue.waits(join)).isTrue();
        Boxes.done(queue, "g", QueueOp.get(false, true, false));
        assertThat(queue.takeWoken()).containsExactly(join);
    }

    @Test
    void closedQueueTakesNoMoreAndGivesWhatIsThere() {
        put("a");
        Boxes.done(queue, QueueOp.close());
        assertThat(Boxes.refused(queue, QueueOp.put(false, Boxes.texts("b"))).status())
                .isEqualTo(Status.CLOSED);
        assertThat(get("s").value().text()).isEqualTo("a");
        assertThat(Boxes.refused(queue, QueueOp.get(true, false, false)).status())
                .isEqualTo(Status.CLOSED);
    }

    @Test
    void closeTellsThoseWhoWait() {
        long get = queue.make("g", QueueOp.get(true, false, false));
        Boxes.done(queue, QueueOp.close());
        assertThat(queue.answer(get).status()).isEqualTo(Status.CLOSED);
        Bench full = new Bench(Kind.QUEUE, QueueOp.spec(1));
        Boxes.done(full, QueueOp.put(false, Boxes.texts("a")));
        long put = full.make("p", QueueOp.put(true, Boxes.texts("b")));
        Boxes.done(full, QueueOp.close());
        assertThat(full.answer(put).status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void patientGetterWaitsInAClosedQueueForWhatMayComeBack() {
        put("a");
        get("g");
        Boxes.done(queue, QueueOp.close());
        long patient = queue.make("p", QueueOp.get(true, false, true));
        assertThat(queue.waits(patient)).isTrue();
        queue.lose("g");
        assertThat(text(patient)).isEqualTo("a1");
        long second = queue.make("q", QueueOp.get(true, false, true));
        Boxes.done(queue, "p", QueueOp.taskDone());
        assertThat(queue.answer(second).status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void ownerHasNoMoreThanSoMany() {
        Bench large = new Bench(Kind.QUEUE, QueueOp.spec(10_000));
        for (int n = 0; n < QueueMachine.MOST_TAKEN; n++) {
            large.cell().call(call(2 * n + 1, QueueOp.put(false, Boxes.texts("x"))), 0);
            large.cell().call(call(2 * n + 2, QueueOp.get(false, false, false)), 0);
        }
        Answer refused = large.cell().call(call(9_999, QueueOp.get(true, false, false)), 0);
        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(refused.message()).contains("taskDone");
    }

    private static Call call(long seq, byte[] op) {
        return new Call(
                Call.Verb.DO,
                "s",
                seq,
                Settled.below(seq),
                Bench.owner("s"),
                null,
                Kind.QUEUE,
                QueueOp.spec(10_000),
                op);
    }

    @Test
    void drainTakesForGood() {
        put("a", "b", "c");
        assertThat(BucketOp.values(Boxes.done(queue, QueueOp.drain(2, 1_000)))).isEqualTo(Boxes.texts("a", "b"));
        assertThat(BucketOp.values(Boxes.done(queue, QueueOp.drain(5, 0)))).isEqualTo(Boxes.texts("c"));
        Boxes.done(queue, QueueOp.join());
    }
}
