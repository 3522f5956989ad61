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
    void hashTellsContentWhateverIndexKeyAndPage() {
        ItemHash hash = new ItemHash();
        for (boolean keyed : new boolean[] {false, true}) {
            ItemPage.Cursor cursor = page(100, 130, keyed).from(117);
            for (long index = 117; index < 130; index++) {
                cursor.next(codec);
                assertThat(cursor.hash(hash)).hasSize(16).isEqualTo(hash.of(codec, item(index)));
            }
            assertThat(cursor.hash(hash)).isNotEqualTo(hash.of(codec, item(130)));
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

    private int untilFull(ItemPage.Writer writer) {
        int items = 0;
        while (!writer.full()) {
            writer.add(items++ % 100, null);
        }
        writer.take();
        return items;
    }

    @Test
    void pageIsFullByItemsAndTheLaterOnesTakeMore() {
        ItemPage.Writer writer = new ItemPage.Writer(codec, false, 0);
        assertThat(untilFull(writer)).isEqualTo(1_024);
        assertThat(untilFull(writer)).isEqualTo(2_048);
        for (int n = 0; n < 10; n++) {
            untilFull(writer);
        }
        assertThat(untilFull(writer)).isEqualTo(65_536);
    }

    @Test
    void pageIsFullByBytes() {
        ItemPage.Writer large = new ItemPage.Writer(codec, false, 0);
        large.add("x".repeat(60_000), null);
        assertThat(large.full()).isFalse();
        large.add("x".repeat(10_000), null);
        assertThat(large.full()).isTrue();
    }

    @Test
    void aValueThatIsTooLargeIsNotSent() {
        ItemPage.Writer writer = new ItemPage.Writer(codec, false, 0);
        writer.add(new byte[ItemPage.MOST_VALUE_BYTES + 1], null);
        ItemPage.Cursor cursor = writer.take().from(0);
        assertThatThrownBy(() -> cursor.next(codec)).hasMessageContaining("wanted at most 67108864");
    }

    @Test
    void corruptLengthEndsInACodecException() {
        ItemPage page = new ItemPage(0, 2, false, new int[] {0}, new byte[] {(byte) 0xFF, (byte) 0xFF, 0x7F, 1});
        assertThatThrownBy(() -> page.from(1)).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> page.from(0).next(codec)).isInstanceOf(CodecException.class);
    }
}
