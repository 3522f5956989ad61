package io.workgrid.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.core.shared.Answer.Status;
import io.workgrid.core.shared.BucketOp.If;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens where an object is as large as it may be: one clear refusal that names the limit, and nothing changes. */
class LimitsTest {
    private static final byte[] NO_SPEC = {};
    private static final Value LARGE = Value.of("x".repeat(Value.MOST_BYTES - 100));

    private long seq;

    /** Without the checks of {@link Bench}, which write each large state several times. */
    private Answer make(Cell cell, Kind kind, byte[] spec, byte[] op) {
        seq++;
        Call call = new Call(Call.Verb.DO, "s", seq, Settled.below(seq), Bench.owner("s"), null, kind, spec, op);
        return cell.call(call, 1_000);
    }

    private static Cell open(Kind kind, byte[] spec) {
        return Cell.open("grid/it", Call.read("s", Bench.owner("s"), kind, spec, NO_SPEC), 1_000);
    }

    private static void refused(Answer answer, String... naming) {
        assertThat(answer.status()).isEqualTo(Status.REFUSED);
        assertThat(answer.message()).contains(naming).contains("nothing changed");
    }

    private Answer put(Cell cell, Kind kind, int key, Value value) {
        return make(cell, kind, NO_SPEC, BucketOp.change(Value.of(key), If.ALWAYS, value, BucketOp.NO_END));
    }

    private static Map<Value, Value> numbers(int count) {
        Map<Value, Value> all = new LinkedHashMap<>();
        for (int n = 0; n < count; n++) {
            all.put(Value.of(n), Value.of(n));
        }
        return all;
    }

    @Test
    void partOfADictRefusesAnEntryTooManyAndTakesOneInPlaceOfAnother() {
        Cell part = open(Kind.BUCKET, NO_SPEC);
        make(part, Kind.BUCKET, NO_SPEC, PartOp.begin(1));
        make(part, Kind.BUCKET, NO_SPEC, PartOp.open(1));
        assertThat(make(part, Kind.BUCKET, NO_SPEC, BucketOp.putAll(numbers(62_500)))
                        .status())
                .isEqualTo(Status.DONE);
        refused(put(part, Kind.BUCKET, 62_500, Value.of(1)), "62500 entries");
        assertThat(part.view().entries()).isEqualTo(62_500);
        assertThat(put(part, Kind.BUCKET, 62_499, Value.of(1)).status()).isEqualTo(Status.DONE);
        assertThat(make(part, Kind.BUCKET, NO_SPEC, BucketOp.clear()).status()).isEqualTo(Status.DONE);
        assertThat(put(part, Kind.BUCKET, 62_500, Value.of(1)).status()).isEqualTo(Status.DONE);
    }

    @Test
    void partOfADictRefusesBytesTooMany() {
        Cell part = open(Kind.BUCKET, NO_SPEC);
        make(part, Kind.BUCKET, NO_SPEC, PartOp.begin(1));
        make(part, Kind.BUCKET, NO_SPEC, PartOp.open(1));
        int fit = 0;
        Answer answer = put(part, Kind.BUCKET, 0, LARGE);
        while (answer.status() == Status.DONE) {
            fit++;
            answer = put(part, Kind.BUCKET, fit, LARGE);
        }
        assertThat(fit).isEqualTo(16);
        refused(answer, "bytes", Long.toString(16L << 20));
        assertThat(part.view().entries()).isEqualTo(16);
    }

    @Test
    void namespaceRefusesAttributesAndBytesTooMany() {
        Cell names = open(Kind.NAMESPACE, NO_SPEC);
        assertThat(make(names, Kind.NAMESPACE, NO_SPEC, BucketOp.putAll(numbers(1_000)))
                        .status())
                .isEqualTo(Status.DONE);
        refused(put(names, Kind.NAMESPACE, 1_000, Value.of(1)), "1000");
        Cell large = open(Kind.NAMESPACE, NO_SPEC);
        for (int n = 0; n < 4; n++) {
            assertThat(put(large, Kind.NAMESPACE, n, LARGE).status()).isEqualTo(Status.DONE);
        }
        refused(put(large, Kind.NAMESPACE, 4, LARGE), Long.toString(4L << 20));
    }

    private Answer append(Cell list, List<Value> values) {
        Answer answer = make(list, Kind.LIST, NO_SPEC, ListOp.append(values));
        if (answer.status() == Status.DONE && ListOp.appended(answer.value()).spillDue()) {
            ListOp.Said carry = ListOp.said(
                    make(list, Kind.LIST, NO_SPEC, ListOp.freeze("life")).value());
            make(list, Kind.LIST, NO_SPEC, ListOp.spilled(carry.carriage()));
        }
        return answer;
    }

    @Test
    void listRefusesBytesTooMany() {
        Cell list = open(Kind.LIST, NO_SPEC);
        int fit = 0;
        while (append(list, List.of(LARGE)).status() == Status.DONE) {
            fit++;
        }
        assertThat(fit).isEqualTo(1_024);
        refused(append(list, List.of(LARGE)), "1024 elements", Long.toString(1L << 30));
        assertThat(list.view().entries()).isEqualTo(1_024);
    }

    @Test
    void listRefusesElementsTooMany() {
        Cell list = open(Kind.LIST, NO_SPEC);
        List<Value> many = Collections.nCopies(1 << 14, Value.of(1));
        for (int n = 0; n < 1 << 10; n++) {
            assertThat(append(list, many).status()).isEqualTo(Status.DONE);
            while (append(list, List.of()).status() == Status.DONE && list.bytes() > 1 << 20) {
                // carries away what is due
            }
        }
        refused(append(list, List.of(Value.of(1))), (1 << 24) + " elements");
        assertThat(list.view().entries()).isEqualTo(1 << 24);
    }

    @Test
    void queueThatIsFullOfBytesLetsPutWaitUntilSomethingIsTaken() {
        byte[] spec = QueueOp.spec(1_000);
        Cell queue = open(Kind.QUEUE, spec);
        int fit = 0;
        while (make(queue, Kind.QUEUE, spec, QueueOp.put(false, List.of(LARGE))).status() == Status.DONE
                && queue.view().entries() > fit) {
            fit++;
        }
        assertThat(fit).isEqualTo(64);
        assertThat(make(queue, Kind.QUEUE, spec, QueueOp.put(true, List.of(LARGE)))
                        .status())
                .isEqualTo(Status.PENDING);
        Answer taken = make(queue, Kind.QUEUE, spec, QueueOp.get(false, true, false));
        assertThat(taken.wakes()).extracting(Answer.Wake::seq).containsExactly(seq - 1);
        assertThat(queue.view().entries()).isEqualTo(64);
    }

    private Answer send(Cell house, String channel, Value value) {
        byte[] op = ChannelOp.select(false, 0, List.of(new ChannelOp.Case(channel, 1_000, value)));
        return make(house, Kind.CHANNELS, NO_SPEC, op);
    }

    @Test
    void channelsOfAScopeAreBoundedTogether() {
        Cell house = open(Kind.CHANNELS, NO_SPEC);
        for (int n = 0; n < 1_000; n++) {
            assertThat(send(house, "c" + n, Value.of(n)).status()).isEqualTo(Status.DONE);
        }
        refused(send(house, "one too many", Value.of(1)), "1000 channels");
        Cell large = open(Kind.CHANNELS, NO_SPEC);
        int fit = 0;
        Answer answer = send(large, "c", LARGE);
        while (answer.status() == Status.DONE) {
            fit++;
            answer = send(large, "c", LARGE);
        }
        assertThat(fit).isEqualTo(16);
        refused(answer, Long.toString(16L << 20));
    }
}
