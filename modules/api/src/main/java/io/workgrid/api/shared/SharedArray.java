package io.workgrid.api.shared;

/**
 * An array of the grid with a fixed length, all 0 at first; Python's {@code Array}. {@link Manager} says what holds for all shared objects.
 *
 * <p>It is cut into blocks of 64 KiB (8,192 numbers, or 65,536 bytes), which different nodes keep. A slice is one call for each block it touches, and atomic in
 * each. A slice is at most 1 MiB. An index that is not there is an {@link IndexOutOfBoundsException}, and nothing was changed. Python's lock around an array is
 * not needed for {@code add} and {@code compareAndSet}; for more use a {@link SharedLock}, and {@code withFence}.
 */
public interface SharedArray extends SharedObject {

    /** How many elements it has; fixed. */
    int length();

    /** Whole numbers. */
    interface Longs extends SharedArray {
        /** The number at an index. */
        long get(int index);

        /** Sets a number. */
        void set(int index, long value);

        /** Adds. Returns the new value; wraps silently at 2^63. */
        long add(int index, long amount);

        /** Sets a number if it is that one. */
        boolean compareAndSet(int index, long expected, long value);

        /** A copy from an index to before another. */
        long[] slice(int from, int to);

        /** Sets as many numbers as given, from an index on. */
        void setSlice(int from, long[] values);

        /** Adds to as many numbers as given, from an index on. */
        void addSlice(int from, long[] amounts);

        /** The same array, whose changes count only as long as the calling owner holds that lock; see {@link SharedDict#withFence}. */
        Longs withFence(SharedLock lock);
    }

    /** Floating-point numbers. Sums depend on the order of the adds, as always with them. */
    interface Doubles extends SharedArray {
        /** The number at an index. */
        double get(int index);

        /** Sets a number. */
        void set(int index, double value);

        /** Adds. Returns the new value. */
        double add(int index, double amount);

        /** Sets a number if it is that one, bit by bit. */
        boolean compareAndSet(int index, double expected, double value);

        /** A copy from an index to before another. */
        double[] slice(int from, int to);

        /** Sets as many numbers as given, from an index on. */
        void setSlice(int from, double[] values);

        /** Adds to as many numbers as given, from an index on. */
        void addSlice(int from, double[] amounts);

        /** The same array, whose changes count only as long as the calling owner holds that lock; see {@link SharedDict#withFence}. */
        Doubles withFence(SharedLock lock);
    }

    /** Bytes. */
    interface Bytes extends SharedArray {
        /** The byte at an index. */
        byte get(int index);

        /** Sets a byte. */
        void set(int index, byte value);

        /** Sets a byte if it is that one. */
        boolean compareAndSet(int index, byte expected, byte value);

        /** A copy from an index to before another. */
        byte[] slice(int from, int to);

        /** Sets as many bytes as given, from an index on. */
        void setSlice(int from, byte[] values);

        /** The same array, whose changes count only as long as the calling owner holds that lock; see {@link SharedDict#withFence}. */
        Bytes withFence(SharedLock lock);
    }
}
