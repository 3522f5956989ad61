package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import io.workgrid.core.shared.Answer.Status;

/** A number. */
final class CounterMachine implements Machine {
    private long value;

    @Override
    public Answer call(Turn turn, ByteSource op) {
        int code = op.count();
        long one = op.signed();
        long other = op.signed();
        switch (code) {
            case CounterOp.GET -> {
                return number(value);
            }
            case CounterOp.ADD -> {
                return add(one);
            }
            case CounterOp.SET -> {
                long before = value;
                value = one;
                return number(before);
            }
            case CounterOp.CAS -> {
                boolean same = value == one;
                value = same ? other : value;
                return number(same ? 1 : 0);
            }
            case CounterOp.MIN -> value = Math.min(value, one);
            case CounterOp.MAX -> value = Math.max(value, one);
            default -> throw new IllegalArgumentException("operation " + code + " of a counter is not known");
        }
        return number(value);
    }

    private Answer add(long amount) {
        long sum = value + amount;
        if (((value ^ sum) & (amount ^ sum)) < 0) {
            return Answer.refused(
                    Status.BAD_INPUT,
                    "is " + value + " and leaves the range of a long with " + amount + " more; nothing changed");
        }
        value = sum;
        return number(sum);
    }

    private static Answer number(long number) {
        ByteSink sink = new ByteSink();
        sink.signed(number);
        return Answer.done(sink.bytes());
    }

    @Override
    public long entries() {
        return 1;
    }

    @Override
    public long bytes() {
        return Long.BYTES;
    }

    @Override
    public void write(ByteSink sink) {
        sink.signed(value);
    }

    static CounterMachine read(ByteSource source) {
        CounterMachine counter = new CounterMachine();
        counter.value = source.signed();
        return counter;
    }
}
