package io.workgrid.testkit.sim;

import io.workgrid.api.view.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Result blocks by first index. A write with an older fence than the block there has is refused. */
final class Blocks {
    private final Map<Long, Block> byFirst = new HashMap<>();

    /** Consecutive items with a final verdict; beside its own fence that of the lease of each, which production blocks need not say. */
    record Block(long first, long fence, List<Long> fences, List<Outcome> outcomes) {}

    void write(Block block) {
        Block there = byFirst.get(block.first());
        if (there == null || block.fence() >= there.fence()) {
            byFirst.put(block.first(), block);
        }
    }

    @Nullable
    Block read(long first) {
        return byFirst.get(first);
    }
}
