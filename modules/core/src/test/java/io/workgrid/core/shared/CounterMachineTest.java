package io.workgrid.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.core.shared.Answer.Status;
import org.junit.jupiter.api.Test;

class CounterMachineTest {
    private final Bench counter = new Bench(Kind.COUNTER);

    private long done(byte[] op) {
        return CounterOp.number(Boxes.done(counter, op));
    }

    @Test
    void beginsAtZeroAndAdds() {
        assertThat(CounterOp.number(counter.read(CounterOp.get()).value())).isZero();
        assertThat(done(CounterOp.add(5))).isEqualTo(5);
        assertThat(done(CounterOp.add(-7))).isEqualTo(-2);
        assertThat(CounterOp.number(counter.read(CounterOp.get()).value())).isEqualTo(-2);
    }

    @Test
    void setTellsTheValueBefore() {
        done(CounterOp.add(5));
        assertThat(done(CounterOp.set(9))).isEqualTo(5);
        assertThat(done(CounterOp.add(0))).isEqualTo(9);
    }

    @Test
    void comparesAndSets() {
        assertThat(done(CounterOp.compareAndSet(1, 2))).isZero();
        assertThat(done(CounterOp.compareAndSet(0, 2))).isOne();
        assertThat(done(CounterOp.add(0))).isEqualTo(2);
    }

    @Test
    void smallerAndLargerOneOfTwo() {
        assertThat(done(CounterOp.max(4))).isEqualTo(4);
        assertThat(done(CounterOp.max(3))).isEqualTo(4);
        assertThat(done(CounterOp.min(-1))).isEqualTo(-1);
        assertThat(done(CounterOp.min(5))).isEqualTo(-1);
    }

    @Test
    void sumOutOfRangeIsRefused() {
        done(CounterOp.set(Long.MAX_VALUE));
        assertThat(Boxes.refused(counter, CounterOp.add(1)).status()).isEqualTo(Status.BAD_INPUT);
        assertThat(done(CounterOp.add(-1))).isEqualTo(Long.MAX_VALUE - 1);
    }
}
