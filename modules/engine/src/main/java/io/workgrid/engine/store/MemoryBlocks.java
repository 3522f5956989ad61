package io.workgrid.engine.store;

import io.workgrid.engine.page.ResultBlock;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Blocks of one job by their first index; a newer fence replaces an older one. Any thread may call. */
final class MemoryBlocks implements History.Heads {
    private final ConcurrentNavigableMap<Long, ResultBlock> blocks = new ConcurrentSkipListMap<>();
    private final AtomicLong bytes = new AtomicLong();

    @SuppressWarnings("ReferenceEquality") // whether it was this very block that stayed
    boolean put(ResultBlock block) {
        ResultBlock kept = blocks.compute(block.head().first(), (first, old) -> {
            if (old != null && old.head().fence() > block.head().fence()) {
                return old;
            }
            bytes.addAndGet(block.size() - (old == null ? 0 : old.size()));
            return block;
        });
        return kept == block;
    }

    @Nullable
    ResultBlock get(long first) {
        return blocks.get(first);
    }

    @Override
    public ResultBlock.@Nullable Head at(long first) {
        ResultBlock block = blocks.get(first);
        return block == null ? null : block.head();
    }

    @Override
    public long next(long from) {
        Long first = blocks.ceilingKey(from);
        return first == null ? Long.MAX_VALUE : first;
    }

    void forget(long first, long end) {
        for (ResultBlock block : blocks.subMap(first, end).values()) {
            if (block.head().end() <= end && blocks.remove(block.head().first(), block)) {
                bytes.addAndGet(-block.size());
            }
        }
    }

    /** About how many bytes are held: a write that raced with another one may count twice. */
    long bytes() {
        return bytes.get();
    }
}
