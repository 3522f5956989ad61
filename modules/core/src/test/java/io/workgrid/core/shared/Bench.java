package io.workgrid.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cell and its callers: numbers their calls, delivers each twice, and lets the cell go through its byte form after each. */
final class Bench {
    private final Kind kind;
    private final byte[] spec;
    private Cell cell;
    private long seq;
    private final Map<Long, Call> calls = new HashMap<>();
    private final List<Answer.Wake> woken = new ArrayList<>();
    long now = 1_000;

    Bench(Kind kind, byte... spec) {
        this.kind = kind;
        this.spec = spec;
        cell = Cell.open("grid/it", Call.read("s", owner("s"), kind, spec, new byte[0]), now);
    }

    /** The one owner of a session. */
    static Owner owner(String session) {
        return Owner.thread(session, session, "main");
    }

    Answer read(byte[] op) {
        long before = cell.version();
        Answer answer = cell.call(Call.read("s", owner("s"), kind, spec, op), now);
        assertThat(cell.version()).as("a read changes nothing").isEqualTo(before);
        return answer;
    }

    /** Makes a call; its number. */
    long make(String session, byte[] op) {
        long number = ++seq;
        make(new Call(Call.Verb.DO, session, number, Settled.NOTHING, owner(session), null, kind, spec, op));
        return number;
    }

    Answer make(Call call) {
        calls.put(call.seq(), call);
        Answer answer = cell.call(call, now);
        woken.addAll(answer.wakes());
        again(call, answer);
        return answer;
    }

    private void again(Call call, Answer first) {
        byte[] before = cell.toBytes();
        Answer second = cell.call(call, now + 1);
        assertThat(second.toBytes())
                .as("the same call gets the same answer")
                .isEqualTo(first.withoutWakes().toBytes());
        assertThat(cell.toBytes()).as("and changes nothing").isEqualTo(before);
        cell = Cell.ofBytes(before);
        assertThat(cell.toBytes())
                .as("bytes that were read write the same bytes")
                .isEqualTo(before);
    }

    /** The answer that a call has by now. */
    Answer answer(long number) {
        return cell.call(calls.get(number), now);
    }

    boolean waits(long number) {
        return answer(number).status() == Answer.Status.PENDING;
    }

    Answer withdraw(long number) {
        Answer answer = cell.call(calls.get(number).withdrawn(Settled.NOTHING), now);
        woken.addAll(answer.wakes());
        return answer;
    }

    void lose(String... sessions) {
        woken.addAll(cell.lost(List.of(sessions), now));
        cell = Cell.ofBytes(cell.toBytes());
    }

    void end(String session) {
        Call end = Call.end(owner(session), kind, spec);
        woken.addAll(cell.call(end, now).wakes());
        byte[] before = cell.toBytes();
        cell.call(end, now);
        assertThat(cell.toBytes()).as("an owner ends once").isEqualTo(before);
    }

    List<Long> takeWoken() {
        List<Long> numbers = woken.stream().map(Answer.Wake::seq).toList();
        woken.clear();
        return numbers;
    }

    Cell cell() {
        return cell;
    }
}
