package io.workgrid.hazelcast.member;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is room in this process's memory for more work: by what was in use after the last collection, for what is in use before
 * one says little. Any thread may call.
 */
final class HeapGate {
    private static final long COLLECT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final int percent;
    private volatile @Nullable String refusal;
    private long refusedSince = System.nanoTime();

    HeapGate(int percent) {
        this.percent = percent;
    }

    /** Why no more work is taken; {@code null} if it is. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** Looks at the memory; called every second or so, by one thread. */
    void look() {
        Runtime runtime = Runtime.getRuntime();
        long most = runtime.maxMemory();
        long used = Math.min(afterCollection(), runtime.totalMemory() - runtime.freeMemory());
        if (used <= most / 100 * percent) {
            refusal = null;
            refusedSince = System.nanoTime();
            return;
        }
        refusal = "memory is " + used * 100 / most + " % full after collection and may be " + percent
                + " %: takes no leases until there is room";
        if (System.nanoTime() - refusedSince > COLLECT_EVERY_NANOS) {
            refusedSince = System.nanoTime();
            System.gc(); // a node that takes no work makes no garbage, so nothing else would look at the memory again
        }
    }

    private static long afterCollection() {
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage usage = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            used += usage == null ? 0 : usage.getUsed();
        }
        return used;
    }
}
