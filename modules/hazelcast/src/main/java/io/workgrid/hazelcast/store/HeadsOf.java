package io.workgrid.hazelcast.store;

import io.workgrid.engine.page.ResultBlock;
import io.workgrid.engine.store.History;
import java.util.Collection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happened in blocks that were found. For one thread. */
final class HeadsOf implements History.Heads {
    private final TreeMap<Long, ResultBlock.Head> heads = new TreeMap<>();

    HeadsOf(Collection<ResultBlock> blocks) {
        blocks.forEach(block -> heads.put(block.head().first(), block.head()));
    }

    @Override
    public ResultBlock.@Nullable Head at(long first) {
        return heads.get(first);
    }

    @Override
    public long next(long from) {
        Long first = heads.ceilingKey(from);
        return first == null ? Long.MAX_VALUE : first;
    }
}
