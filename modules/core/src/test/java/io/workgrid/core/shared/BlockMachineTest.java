package io.workgrid.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.core.shared.Answer.Status;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BlockMachineTest {
    private static byte[] longs(long... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Long.BYTES);
        for (long each : numbers) {
            buffer.putLong(each);
        }
        return buffer.array();
    }

    private static byte[] doubles(double number) {
        return ByteBuffer.allocate(Double.BYTES).putDouble(number).array();
    }

    private static Bench begun(Kind kind, int length) {
        Bench block = new Bench(Kind.BLOCK, BlockOp.spec(kind, length));
        assertThat(block.read(BlockOp.get(0, 1)).status()).isEqualTo(Status.ABSENT);
        Boxes.open(block);
        return block;
    }

    @Test
    void beginsWithZerosAndKeepsWhatIsSet() {
        Bench block = begun(Kind.LONGS, 4);
        assertThat(block.read(BlockOp.get(0, 4)).value()).isEqualTo(longs(0, 0, 0, 0));
        Boxes.done(block, BlockOp.set(1, 2, longs(5, -6)));
        Boxes.open(block);
        assertThat(block.read(BlockOp.get(0, 4)).value()).isEqualTo(longs(0, 5, -6, 0));
    }

    @Test
    void addsNumbers() {
        Bench block = begun(Kind.LONGS, 3);
        assertThat(Boxes.done(block, BlockOp.add(1, 1, longs(7)))).isEqualTo(longs(7));
        assertThat(Boxes.done(block, BlockOp.add(0, 3, longs(1, 1, 1)))).isEmpty();
        assertThat(block.read(BlockOp.get(0, 3)).value()).isEqualTo(longs(1, 8, 1));
        Bench real = begun(Kind.DOUBLES, 1);
        Boxes.done(real, BlockOp.add(0, 1, doubles(0.5)));
        assertThat(Boxes.done(real, BlockOp.add(0, 1, doubles(0.25)))).isEqualTo(doubles(0.75));
    }

    @Test
    void comparesAndSets() {
        Bench block = begun(Kind.BYTES, 2);
        assertThat(BlockOp.done(Boxes.done(block, BlockOp.compareAndSet(1, new byte[] {1}, new byte[] {2}))))
                .isFalse();
        assertThat(BlockOp.done(Boxes.done(block, BlockOp.compareAndSet(1, new byte[] {0}, new byte[] {2}))))
                .isTrue();
        assertThat(block.read(BlockOp.get(0, 2)).value()).containsExactly(0, 2);
    }

    @Test
    void outsideIsRefused() {
        Bench block = begun(Kind.LONGS, 3);
        assertThat(Boxes.refused(block, BlockOp.set(2, 2, longs(1, 2))).status())
                .isEqualTo(Status.BAD_INPUT);
    }
}
