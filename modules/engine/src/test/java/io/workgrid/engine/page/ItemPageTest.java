package io.workgrid.engine.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.codec.CodecException;
import org.junit.jupiter.api.Test;

class ItemPageTest {
    private final Codec codec = new Codec(ItemPageTest.class.getClassLoader());

    private static String item(long index) {
        return "item " + index + " ".repeat((int) (index % 5 == 0 ? 20_000 : index % 200));
    }

    private ItemPage page(long first, int count, boolean keyed) {
        ItemPage.Writer writer = new ItemPage.Writer(codec, keyed, first);
        for (long index = first; index < first + count; index++) {
            writer.add(item(index), keyed ? "k" + index : null);
        }
        return writer.take();
    }

    @Test
    void itemsAreReadFromAnyIndexOn() {
        for (boolean keyed : new boolean[] {false, true}) {
            ItemPage page = page(100, 130, keyed);
            assertThat(page.end()).isEqualTo(230);
            for (long from = 100; from < 230; from++) {
                ItemPage.Cursor cursor = page.from(from);
                for (long index = from; index < Math.min(from + 40, 230); index++) {
                    assertThat(cursor.next(codec)).isEqualTo(item(index));
                    assertThat(cursor.key()).isEqualTo(keyed ? "k" + index : null);
                }
            }
        }
    }

    @Test
    void nextPageBeginsWhereTheLastOneEnded() {
        ItemPage.Writer writer = new ItemPage.Writer(codec, false, 7);
        writer.add(1, null);
        ItemPage one = writer.take();
        writer.add(2, null);
        ItemPage two = writer.take();
        assertThat(two.first()).isEqualTo(one.end()).isEqualTo(8);
        assertThat(one.from(7).next(codec)).isEqualTo(1);
        assertThat(two.from(8).next(codec)).isEqualTo(2);
    }

    @Test
    void unsendableItemFailsWhenItIsItsTurnAndNotItsNeighbours() {
        ItemPage.Writer writer = new ItemPage.Writer(codec, true, 0);
        writer.add("a", "ka");
        writer.add(new Object(), "kb");
        writer.add("c", "kc");
        ItemPage.Cursor cursor = writer.take().from(0);
        assertThat(cursor.next(codec)).isEqualTo("a");
        assertThatThrownBy(() -> cursor.next(codec)).isInstanceOf(CodecException.class);
        assertThat(cursor.key()).isEqualTo("kb");
        assertThat(cursor.next(codec)).isEqualTo("c");
    }

    @Test
    void pageIsFullByItemsOrByBytes() {
        ItemPage.Writer many = new ItemPage.Writer(codec, false, 0);
        for (int n = 0; n < 16383; n++) {
            many.add(n, null);
        }
        assertThat(many.full()).isFalse();
        many.add(1, null);
        assertThat(many.full()).isTrue();
        ItemPage.Writer large = new ItemPage.Writer(codec, false, 0);
        large.add("x".repeat(300_000), null);
        assertThat(large.full()).isTrue();
    }

    @Test
    void corruptLengthEndsInACodecException() {
        ItemPage page = new ItemPage(0, 2, false, new int[] {0}, new byte[] {(byte) 0xFF, (byte) 0xFF, 0x7F, 1});
        assertThatThrownBy(() -> page.from(1)).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> page.from(0).next(codec)).isInstanceOf(CodecException.class);
    }
}
