package io.workgrid.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.core.shared.Answer.Status;
import java.util.Arrays;
import java.util.List;

/** Short words for tests of machines that keep values. */
final class Boxes {
    private Boxes() {}

    /** Makes a call that must be done; what it answers. */
    static byte[] done(Bench bench, byte[] op) {
        return done(bench, "s", op);
    }

    /** As {@link #done(Bench, byte[])} for a session. */
    static byte[] done(Bench bench, String session, byte[] op) {
        Answer answer = bench.answer(bench.make(session, op));
        assertThat(answer.status()).as(answer.message()).isEqualTo(Status.DONE);
        return answer.value();
    }

    /** Begins and opens a part. */
    static void open(Bench part) {
        done(part, PartOp.open(PartOp.ticket(done(part, PartOp.begin(1)))));
    }

    /** Makes a call that must be refused; how. */
    static Answer refused(Bench bench, byte[] op) {
        byte[] before = bench.cell().toBytes();
        Answer answer = bench.answer(bench.make("s", op));
        assertThat(answer.status()).isNotIn(Status.DONE, Status.PENDING);
        assertThat(bench.cell().bytes()).isEqualTo(Cell.ofBytes(before).bytes());
        return answer;
    }

    static List<Value> texts(String... texts) {
        return Arrays.stream(texts).map(Value::of).toList();
    }
}
