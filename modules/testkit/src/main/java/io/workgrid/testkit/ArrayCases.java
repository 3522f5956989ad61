package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.RefusedException;
import io.workgrid.api.shared.SharedArray;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Arrays of numbers and bytes, over several blocks. */
interface ArrayCases extends Cases {
    /** Three blocks. */
    int LONG = 20_000;

    private SharedArray.Longs longs(int length) {
        return stage().manager().longs("longs", length);
    }

    private SharedArray.Doubles doubles(int length) {
        return stage().manager().doubles("doubles", length);
    }

    private SharedArray.Bytes bytes(int length) {
        return stage().manager().bytes("bytes", length);
    }

    private static void outside(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    default void arraysAreZeroAtFirst() {
        assertThat(longs(10).slice(0, 10)).hasSize(10).containsOnly(0);
        assertThat(doubles(10).slice(0, 10)).hasSize(10).containsOnly(0);
        assertThat(bytes(10).slice(0, 10)).hasSize(10).containsOnly(0);
        assertThat(longs(10).length()).isEqualTo(10);
    }

    @Test
    default void numbersAreSetAndAdded() {
        longs(5).set(2, 7);
        assertThat(longs(5).add(2, 3)).isEqualTo(10);
        assertThat(longs(5).get(2)).isEqualTo(10);
        doubles(5).set(4, 0.5);
        assertThat(doubles(5).add(4, 0.25)).isEqualTo(0.75);
        bytes(5).set(0, (byte) -1);
        assertThat(bytes(5).get(0)).isEqualTo((byte) -1);
    }

    @Test
    default void longsWrapSilently() {
        longs(1).set(0, Long.MAX_VALUE);
        assertThat(longs(1).add(0, 1)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    default void numbersAreComparedAndSet() {
        assertThat(longs(2).compareAndSet(0, 1, 2)).isFalse();
        assertThat(longs(2).compareAndSet(0, 0, 2)).isTrue();
        assertThat(longs(2).get(0)).isEqualTo(2);
        assertThat(bytes(2).compareAndSet(1, (byte) 0, (byte) 9)).isTrue();
        assertThat(bytes(2).compareAndSet(1, (byte) 0, (byte) 8)).isFalse();
    }

    @Test
    default void doublesAreComparedBitByBit() {
        doubles(2).set(0, Double.NaN);
        assertThat(doubles(2).compareAndSet(0, Double.NaN, 1.0)).isTrue();
        assertThat(doubles(2).compareAndSet(1, -0.0, 1.0)).isFalse();
        assertThat(doubles(2).compareAndSet(1, 0.0, 1.0)).isTrue();
    }

    @Test
    default void slicesReachOverBlocks() {
        long[] numbers = LongStream.range(0, 9_000).toArray();
        longs(LONG).setSlice(5_000, numbers);
        assertThat(longs(LONG).slice(5_000, 14_000)).isEqualTo(numbers);
        assertThat(longs(LONG).slice(4_999, 5_002)).containsExactly(0, 0, 1);
        assertThat(longs(LONG).get(8_191)).isEqualTo(3_191);
        assertThat(longs(LONG).get(8_192)).isEqualTo(3_192);
        assertThat(longs(LONG).slice(19_999, LONG)).containsExactly(0);
        assertThat(longs(LONG).slice(7, 7)).isEmpty();
    }

    @Test
    default void slicesAreAdded() {
        longs(LONG).setSlice(8_190, new long[] {1, 2, 3, 4});
        longs(LONG).addSlice(8_189, new long[] {10, 10, 10, 10});
        assertThat(longs(LONG).slice(8_188, 8_195)).containsExactly(0, 10, 11, 12, 13, 4, 0);
        doubles(LONG).setSlice(0, new double[] {0.5});
        doubles(LONG).addSlice(0, new double[] {0.5, 0.25});
        assertThat(doubles(LONG).slice(0, 3)).containsExactly(1.0, 0.25, 0.0);
    }

    @Test
    default void bytesReachOverBlocks() {
        byte[] some = new byte[1_000];
        java.util.Arrays.fill(some, (byte) 5);
        bytes(200_000).setSlice(65_000, some);
        assertThat(bytes(200_000).slice(65_000, 66_000)).isEqualTo(some);
        assertThat(bytes(200_000).slice(64_999, 65_001)).containsExactly(0, 5);
    }

    @Test
    default void indexesOutsideOfAnArrayAreRefused() {
        SharedArray.Longs longs = longs(10);
        outside(() -> longs.get(10));
        outside(() -> longs.get(-1));
        outside(() -> longs.set(10, 1));
        outside(() -> longs.add(-1, 1));
        outside(() -> longs.compareAndSet(10, 0, 1));
        outside(() -> longs.slice(5, 11));
        outside(() -> longs.slice(-1, 3));
        outside(() -> longs.setSlice(9, new long[] {1, 2}));
        outside(() -> longs.addSlice(9, new long[] {1, 2}));
        outside(() -> bytes(10).get(10));
        outside(() -> doubles(10).get(10));
        assertThat(longs.slice(0, 10)).containsOnly(0);
    }

    @Test
    default void sliceOfMoreThanAMebibyteIsRefused() {
        SharedArray.Longs longs = longs(200_000);
        assertThatThrownBy(() -> longs.setSlice(0, new long[131_073])).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> longs.slice(0, 131_073)).isInstanceOf(RefusedException.class);
        assertThat(longs.slice(0, 131_072)).hasSize(131_072);
    }

    @Test
    default void anotherLengthIsRefused() {
        longs(10).set(0, 1);
        assertThatThrownBy(() -> longs(11).get(0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("10")
                .hasMessageContaining("11");
        assertThat(longs(10).get(0)).isEqualTo(1);
    }

    @Test
    default void impossibleLengthsAreRefused() {
        assertThatThrownBy(() -> longs(0)).isInstanceOf(BadInputException.class).hasMessageContaining("0");
        assertThatThrownBy(() -> doubles(16_777_217))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("16777217");
        assertThatThrownBy(() -> bytes(134_217_729)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> bytes(-1)).isInstanceOf(BadInputException.class);
    }

    @Test
    default void addsOfManyWritersToAnArrayAreAllThere() {
        SharedArray.Longs longs = longs(4);
        SharedArray.Doubles doubles = doubles(1);
        Caller.together(4, writer -> () -> {
            for (int n = 0; n < 100; n++) {
                longs.add(n % 4, 1);
                doubles.add(0, 0.5);
            }
            return writer;
        });
        assertThat(longs.slice(0, 4)).containsExactly(100, 100, 100, 100);
        assertThat(doubles.get(0)).isEqualTo(200.0);
    }
}
