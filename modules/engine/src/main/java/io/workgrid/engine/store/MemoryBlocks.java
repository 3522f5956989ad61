package io.workgrid.engine.store;

import io.workgrid.engine.page.ResultBlock;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Blocks of one job by their first index; a newer fence replaces an older one. Any thread may call. */
final class MemoryBlocks {
    private final ConcurrentNavigableMap<Long, ResultBlock> blocks = new ConcurrentSkipListMap<>();
    private final AtomicLong bytes = new AtomicLong();

    @SuppressWarnings("ReferenceEquality") // whether it was this very block that stayed
    boolean put(ResultBlock block) {
        ResultBlock kept = blocks.merge(
                block.head().first(),
                block,
                (old, written) -> old.head().fence() > written.head().fence() ? old : written);
        if (kept == block) {
            bytes.addAndGet(block.size());
        }
        return kept == block;
    }

    @Nullable
    ResultBlock get(long first) {
        return blocks.get(first);
    }

    void forget(long before) {
        for (ResultBlock block : blocks.headMap(before).values()) {
            if (block.head().end() <= before && blocks.remove(block.head().first(), block)) {
                bytes.addAndGet(-block.size());
            }
        }
    }

    /** About how many bytes are held; a block that replaced another is counted twice. */
    long bytes() {
        return bytes.get();
    }
}
