package io.workgrid.engine.node;

import io.workgrid.core.limit.HeapGate;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The heap of this process as a reason to take no leases, for {@link Node}. Any thread may ask, as often as it likes: it is looked at
 * ten times a second at most.
 *
 * <p>What is in use after a collection is known from the last one. A node that takes no work makes no garbage, so none may come for
 * long; while it refuses, it has one made now and then.
 */
public final class Heap implements Supplier<@Nullable String> {
    private static final long LOOK_NANOS = 100_000_000L;
    private static final long COLLECT_NANOS = 15_000_000_000L;

    private final Supplier<@Nullable MemoryUsage> afterCollection;
    private final LongSupplier nanos;
    private final Runnable collect;
    private volatile Look last;

    private record Look(long atNanos, @Nullable String refusal, long collectedAtNanos) {}

    /** The heap of this process. */
    public Heap() {
        this(afterCollection(), System::nanoTime, System::gc);
    }

    Heap(Supplier<@Nullable MemoryUsage> afterCollection, LongSupplier nanos, Runnable collect) {
        this.afterCollection = afterCollection;
        this.nanos = nanos;
        this.collect = collect;
        long now = nanos.getAsLong();
        last = new Look(now - LOOK_NANOS, null, now);
    }

    /** Of the pool where objects that stay end up, whatever the collector calls it: of those with a threshold it is the largest. */
    private static Supplier<@Nullable MemoryUsage> afterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
                .filter(pool -> pool.getCollectionUsage() != null)
                .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()))
                .<Supplier<@Nullable MemoryUsage>>map(pool -> pool::getCollectionUsage)
                .orElse(() -> null);
    }

    /** Why no leases are to be taken now, or {@code null}. */
    @Override
    public @Nullable String get() {
        Look look = last;
        return nanos.getAsLong() - look.atNanos < LOOK_NANOS ? look.refusal : lookAgain();
    }

    private synchronized @Nullable String lookAgain() {
        long now = nanos.getAsLong();
        Look before = last;
        if (now - before.atNanos < LOOK_NANOS) {
            return before.refusal; // somebody else just looked
        }
        MemoryUsage usage = afterCollection.get();
        boolean closed = before.refusal != null;
        String refusal = usage == null ? null : HeapGate.refusal(usage.getUsed(), usage.getMax(), closed);
        boolean due = closed && refusal != null && now - before.collectedAtNanos >= COLLECT_NANOS;
        last = new Look(now, refusal, due || !closed ? now : before.collectedAtNanos);
        if (due) {
            collect.run();
        }
        return refusal;
    }
}
