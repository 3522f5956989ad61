package io.workgrid.engine.page;

import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.codec.CodecException;
import io.workgrid.engine.codec.In;
import io.workgrid.engine.codec.Out;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive items of a job in bytes. Immutable.
 *
 * @param first the first item's index
 * @param count how many items
 * @param keyed whether each item has a key
 * @param starts where in the bytes every {@value #STRIDE}th item begins
 * @param bytes the items, each a key if keyed and a value
 */
public record ItemPage(long first, int count, boolean keyed, int[] starts, byte[] bytes) {
    private static final int STRIDE = 32;
    /** The first pages are small, so that workers can begin; the later ones are few. */
    private static final int FIRST_ITEMS = 1_024;

    private static final int MOST_ITEMS = 65_536;
    private static final int FIRST_BYTES = 64 * 1024;
    private static final int MOST_BYTES = 1024 * 1024;

    /** A value larger than that is not sent: it would stand in everybody's way. */
    public static final int MOST_VALUE_BYTES = 64 * 1024 * 1024;

    /** One past the last index. */
    public long end() {
        return first + count;
    }

    static void tooLarge(String what, long bytes) {
        if (bytes > MOST_VALUE_BYTES) {
            throw new CodecException(
                    what + " takes " + bytes + " bytes; wanted at most " + MOST_VALUE_BYTES
                            + "; send where it is to be found instead",
                    null);
        }
    }

    /** Reads items from an index of this page on. */
    public Cursor from(long index) {
        return new Cursor(index);
    }

    /** Reads items one after the other. For one thread. */
    public final class Cursor {
        private final In in;
        private @Nullable String key;
        private int valueAt;

        private Cursor(long index) {
            int offset = Math.toIntExact(index - first);
            in = new In(bytes, starts[offset / STRIDE]);
            for (int n = offset - offset % STRIDE; n < offset; n++) {
                skip();
            }
        }

        /** The next item in bytes, for a page that is keyed alike. */
        public byte[] raw() {
            return in.bytes();
        }

        /** Passes over an item without reading it. */
        public void skip() {
            int length = in.length();
            in.seek(in.at() + length);
        }

        /**
         * The next item's value; its key is then at {@link #key}.
         *
         * @throws io.workgrid.engine.codec.CodecException if it cannot be read; the cursor stands at the next item
         */
        public @Nullable Object next(Codec codec) {
            int length = in.length();
            int end = in.at() + length;
            try {
                key = keyed ? in.text() : null;
                valueAt = in.at();
                return codec.read(in);
            } finally {
                in.seek(end);
            }
        }

        /** The hash of the item that was read last. */
        public byte[] hash(ItemHash by) {
            return by.of(bytes, valueAt, in.at());
        }

        /** The key of the item that was read last, or {@code null}. */
        public @Nullable String key() {
            return key;
        }
    }

    /** Collects items into a page. For one thread at a time. */
    public static final class Writer {
        private final Codec codec;
        private final boolean keyed;
        private Out out = new Out();
        private int[] starts = new int[4];
        private long first;
        private int count;
        private int mostItems = FIRST_ITEMS;
        private int mostBytes = FIRST_BYTES;

        /** A writer for the page that begins at an index. */
        public Writer(Codec codec, boolean keyed, long first) {
            this.codec = codec;
            this.keyed = keyed;
            this.first = first;
        }

        /** Adds an item. One that cannot be sent is added as such, and fails when it is its turn. */
        public void add(@Nullable Object value, @Nullable String key) {
            mark();
            int begin = out.begin();
            if (keyed) {
                out.text(key == null ? "" : key);
            }
            int before = out.size();
            try {
                codec.write(out, value);
                tooLarge("the item", out.size() - before);
            } catch (CodecException e) {
                out.truncate(before);
                codec.writeUnsendable(out, String.valueOf(e.getMessage()));
            }
            out.end(begin);
            count++;
        }

        /** Adds an item as {@link Cursor#raw} gave it. */
        public void addRaw(byte[] item) {
            mark();
            int begin = out.begin();
            out.raw(item);
            out.end(begin);
            count++;
        }

        private void mark() {
            if (count % STRIDE == 0) {
                int n = count / STRIDE;
                if (n == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * n);
                }
                starts[n] = out.size();
            }
        }

        /** How many items wait in the page. */
        public int count() {
            return count;
        }

        /** How many bytes wait in the page. */
        public int size() {
            return out.size();
        }

        /** Whether the page is large enough to go. */
        public boolean full() {
            return count >= mostItems || out.size() >= mostBytes;
        }

        /** The page; the next one begins where it ends. */
        public ItemPage take() {
            ItemPage page = new ItemPage(
                    first, count, keyed, Arrays.copyOf(starts, (count + STRIDE - 1) / STRIDE), out.toBytes());
            if (full()) {
                mostItems = Math.min(2 * mostItems, MOST_ITEMS);
                mostBytes = Math.min(2 * mostBytes, MOST_BYTES);
            }
            first += count;
            count = 0;
            out = new Out();
            return page;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ItemPage page
                && first == page.first
                && count == page.count
                && keyed == page.keyed
                && Arrays.equals(bytes, page.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "items " + first + ".." + (end() - 1) + " in " + bytes.length + " bytes";
    }
}
