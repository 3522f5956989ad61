package io.workgrid.engine.shared;

import io.workgrid.api.RefusedException;
import io.workgrid.api.shared.SharedArray;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.core.shared.BlockOp;
import io.workgrid.core.shared.Guard;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.QueueOp;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An array over its parts. */
abstract class ArrayHandle extends SharedHandle implements SharedArray {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SLICE_BYTES = 1 << 20;

    private final transient SharedScope in;
    private final transient Parts parts;
    private final transient @Nullable Guard guard;
    private final transient int width;

    ArrayHandle(SharedScope in, String name, Kind kind, int length, int width, @Nullable Guard guard) {
        super(in.calls(), in.scope(), CellRef.of(in.scope(), name, kind, QueueOp.spec(length)), length);
        this.in = in;
        this.guard = guard;
        this.width = width;
        int perPart = BlockOp.PART_BYTES / width;
        parts = new Parts(
                in.calls(),
                in.known().lives(),
                cell(),
                Kind.BLOCK,
                part -> BlockOp.spec(kind, Math.min(perPart, length - part * perPart)));
    }

    /** One call to one part: so many elements, from a place in it on; they are those of the slice from {@code done} on. */
    private interface Step {
        void take(int part, int at, int count, int done);
    }

    @Override
    public int length() {
        return made();
    }

    SharedScope in() {
        return in;
    }

    /** Whether so many elements can go at once. */
    int checked(int count) {
        if ((long) count * width > MOST_SLICE_BYTES) {
            throw new RefusedException(cell().text() + ": a slice of " + count + " elements has " + (long) count * width
                    + " bytes, and the most is " + MOST_SLICE_BYTES + "; nothing changed");
        }
        return count;
    }

    private void steps(int from, int count, Step step) {
        Objects.checkFromIndexSize(from, checked(count), length());
        int perPart = BlockOp.PART_BYTES / width;
        int done = 0;
        while (done < count) {
            int at = (from + done) % perPart;
            int now = Math.min(count - done, perPart - at);
            step.take((from + done) / perPart, at, now, done);
            done += now;
        }
    }

    byte[] read(int from, int count) {
        ByteBuffer all = ByteBuffer.allocate(count * width);
        steps(from, count, (part, at, now, done) -> {
            byte[] some = parts.read(part, BlockOp.get(at, now));
            if (some != null) {
                all.put(done * width, some);
            }
        });
        return all.array();
    }

    void write(int from, byte[] values) {
        steps(
                from,
                values.length / width,
                (part, at, now, done) -> parts.change(part, guard, BlockOp.set(at, now, piece(values, done, now))));
    }

    void addAll(int from, byte[] amounts) {
        steps(
                from,
                amounts.length / width,
                (part, at, now, done) -> parts.change(part, guard, BlockOp.add(at, now, piece(amounts, done, now))));
    }

    private byte[] piece(byte[] all, int done, int count) {
        return Arrays.copyOfRange(all, done * width, (done + count) * width);
    }

    byte[] addOne(int index, byte[] amount) {
        int perPart = BlockOp.PART_BYTES / width;
        int checked = Objects.checkIndex(index, length());
        return parts.change(checked / perPart, guard, BlockOp.add(checked % perPart, 1, amount));
    }

    boolean compareAndSetBytes(int index, byte[] expected, byte[] value) {
        int perPart = BlockOp.PART_BYTES / width;
        int checked = Objects.checkIndex(index, length());
        return BlockOp.done(
                parts.change(checked / perPart, guard, BlockOp.compareAndSet(checked % perPart, expected, value)));
    }

    Guard guarded(SharedLock lock) {
        Guard now = SharedScope.guard(lock);
        parts.guard(now);
        return now;
    }

    /** Whole numbers. */
    static final class OfLongs extends ArrayHandle implements SharedArray.Longs {
        private static final long serialVersionUID = 1L;

        OfLongs(SharedScope in, String name, int length, @Nullable Guard guard) {
            super(in, name, Kind.LONGS, length, Long.BYTES, guard);
        }

        @Override
        public long get(int index) {
            return slice(index, Math.addExact(index, 1))[0];
        }

        @Override
        public void set(int index, long value) {
            write(index, bytes(value));
        }

        @Override
        public long add(int index, long amount) {
            return ByteBuffer.wrap(addOne(index, bytes(amount))).getLong();
        }

        @Override
        public boolean compareAndSet(int index, long expected, long value) {
            return compareAndSetBytes(index, bytes(expected), bytes(value));
        }

        @Override
        public long[] slice(int from, int to) {
            Objects.checkFromToIndex(from, to, length());
            long[] slice = new long[checked(to - from)];
            ByteBuffer.wrap(read(from, slice.length)).asLongBuffer().get(slice);
            return slice;
        }

        private static byte[] bytes(long... numbers) {
            ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Long.BYTES));
            buffer.asLongBuffer().put(numbers);
            return buffer.array();
        }

        @Override
        public void setSlice(int from, long[] values) {
            write(from, bytes(values));
        }

        @Override
        public void addSlice(int from, long[] amounts) {
            addAll(from, bytes(amounts));
        }

        @Override
        public Longs withFence(SharedLock lock) {
            return new OfLongs(in(), name(), length(), guarded(lock));
        }
    }

    /** Floating-point numbers. */
    static final class OfDoubles extends ArrayHandle implements SharedArray.Doubles {
        private static final long serialVersionUID = 1L;

        OfDoubles(SharedScope in, String name, int length, @Nullable Guard guard) {
            super(in, name, Kind.DOUBLES, length, Double.BYTES, guard);
        }

        @Override
        public double get(int index) {
            return slice(index, Math.addExact(index, 1))[0];
        }

        @Override
        public void set(int index, double value) {
            write(index, bytes(value));
        }

        @Override
        public double add(int index, double amount) {
            return ByteBuffer.wrap(addOne(index, bytes(amount))).getDouble();
        }

        @Override
        public boolean compareAndSet(int index, double expected, double value) {
            return compareAndSetBytes(index, bytes(expected), bytes(value));
        }

        @Override
        public double[] slice(int from, int to) {
            Objects.checkFromToIndex(from, to, length());
            double[] slice = new double[checked(to - from)];
            ByteBuffer.wrap(read(from, slice.length)).asDoubleBuffer().get(slice);
            return slice;
        }

        private static byte[] bytes(double... numbers) {
            ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Double.BYTES));
            buffer.asDoubleBuffer().put(numbers);
            return buffer.array();
        }

        @Override
        public void setSlice(int from, double[] values) {
            write(from, bytes(values));
        }

        @Override
        public void addSlice(int from, double[] amounts) {
            addAll(from, bytes(amounts));
        }

        @Override
        public Doubles withFence(SharedLock lock) {
            return new OfDoubles(in(), name(), length(), guarded(lock));
        }
    }

    /** Bytes. */
    static final class OfBytes extends ArrayHandle implements SharedArray.Bytes {
        private static final long serialVersionUID = 1L;

        OfBytes(SharedScope in, String name, int length, @Nullable Guard guard) {
            super(in, name, Kind.BYTES, length, 1, guard);
        }

        @Override
        public byte get(int index) {
            return slice(index, Math.addExact(index, 1))[0];
        }

        @Override
        public void set(int index, byte value) {
            write(index, new byte[] {value});
        }

        @Override
        public boolean compareAndSet(int index, byte expected, byte value) {
            return compareAndSetBytes(index, new byte[] {expected}, new byte[] {value});
        }

        @Override
        public byte[] slice(int from, int to) {
            Objects.checkFromToIndex(from, to, length());
            return read(from, checked(to - from));
        }

        @Override
        public void setSlice(int from, byte[] values) {
            write(from, values);
        }

        @Override
        public Bytes withFence(SharedLock lock) {
            return new OfBytes(in(), name(), length(), guarded(lock));
        }
    }
}
