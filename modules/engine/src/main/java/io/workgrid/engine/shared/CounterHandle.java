package io.workgrid.engine.shared;

import io.workgrid.api.shared.SharedCounter;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.core.shared.CounterOp;
import io.workgrid.core.shared.Guard;
import io.workgrid.core.shared.Kind;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A counter in its cell. */
final class CounterHandle extends SharedHandle implements SharedCounter {
    private static final long serialVersionUID = 1L;

    private final transient SharedScope in;
    private final transient @Nullable Guard guard;
    private final transient Sum sum;
    private final transient Adds adds;

    CounterHandle(SharedScope in, String name, @Nullable Guard guard) {
        super(in.calls(), in.scope(), in.cell(name, Kind.COUNTER), 0);
        this.in = in;
        this.guard = guard;
        sum = guard == null
                ? in.known().sums().computeIfAbsent(cell().key(), key -> new Sum(calls(), cell(), null))
                : new Sum(calls(), cell(), guard);
        adds = guard == null
                ? in.known().adds().computeIfAbsent(cell().key(), key -> new Adds(calls(), cell(), null))
                : new Adds(calls(), cell(), guard);
    }

    private long change(byte[] op) {
        return CounterOp.number(calls().change(cell(), guard, op));
    }

    @Override
    public long add(long amount) {
        return adds.add(amount);
    }

    @Override
    public CompletableFuture<Void> addAsync(long amount) {
        return sum.add(amount);
    }

    @Override
    public void flush() {
        sum.flush();
    }

    @Override
    public long get() {
        return CounterOp.number(calls().read(cell(), CounterOp.get()));
    }

    @Override
    public long set(long value) {
        return change(CounterOp.set(value));
    }

    @Override
    public boolean compareAndSet(long expected, long value) {
        return change(CounterOp.compareAndSet(expected, value)) == 1;
    }

    @Override
    public long min(long value) {
        return change(CounterOp.min(value));
    }

    @Override
    public long max(long value) {
        return change(CounterOp.max(value));
    }

    @Override
    public SharedCounter withFence(SharedLock lock) {
        Guard now = SharedScope.guard(lock);
        calls().guard(cell(), now);
        return new CounterHandle(in, name(), now);
    }
}
