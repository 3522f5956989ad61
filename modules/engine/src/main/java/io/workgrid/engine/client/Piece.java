package io.workgrid.engine.client;

import io.workgrid.api.ItemResult;
import io.workgrid.api.JobFailedException;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.Outcome;
import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.codec.CodecException;
import io.workgrid.engine.codec.In;
import io.workgrid.engine.page.HeadCursor;
import io.workgrid.engine.page.ResultBlock;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What a reader finds at an index: a block, or one item that has none. */
sealed interface Piece {

    /** One past its last index. */
    long end();

    /** About how many bytes it takes. */
    long bytes();

    /** Its items one by one. */
    <O> Queue<ItemResult<O>> items(Codec codec);

    /** Adds its results to a list as long as every item is done; false if one is not, and then nothing was added. */
    boolean values(Codec codec, Collection<@Nullable Object> to);

    /** A block of results. */
    record Block(ResultBlock block) implements Piece {
        @Override
        public long end() {
            return block.head().end();
        }

        @Override
        public long bytes() {
            return block.size();
        }

        @Override
        @SuppressWarnings("unchecked") // a result is what the task of the job returned
        public <O> Queue<ItemResult<O>> items(Codec codec) {
            Queue<ItemResult<O>> items = new ArrayDeque<>(block.head().count());
            HeadCursor heads = new HeadCursor(block.head());
            In values = new In(block.values());
            while (heads.hasNext()) {
                ItemView item = heads.next();
                items.add(new ItemResult<>(
                        item, item.outcome() == Outcome.DONE ? (O) read(codec, values, item.index()) : null));
            }
            return items;
        }

        @Override
        public boolean values(Codec codec, Collection<@Nullable Object> to) {
            if (!block.head().allDone()) {
                return false;
            }
            In values = new In(block.values());
            long end = end();
            for (long index = block.head().first(); index < end; index++) {
                to.add(read(codec, values, index));
            }
            return true;
        }

        private static @Nullable Object read(Codec codec, In values, long index) {
            try {
                return codec.read(values);
            } catch (CodecException e) {
                throw new JobFailedException(
                        "the result of item " + index + " cannot be read here: " + e.getMessage(), e);
            }
        }
    }

    /** An item that got its outcome from the ledger alone. */
    record Alone(ItemView item) implements Piece {
        @Override
        public long end() {
            return item.index() + 1;
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public <O> Queue<ItemResult<O>> items(Codec codec) {
            Queue<ItemResult<O>> items = new ArrayDeque<>(1);
            items.add(new ItemResult<>(item, null));
            return items;
        }

        @Override
        public boolean values(Codec codec, Collection<@Nullable Object> to) {
            return false;
        }
    }
}
