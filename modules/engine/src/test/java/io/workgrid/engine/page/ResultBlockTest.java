package io.workgrid.engine.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.Outcome;
import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.codec.CodecException;
import io.workgrid.engine.codec.In;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultBlockTest {
    private final Codec codec = new Codec(ResultBlockTest.class.getClassLoader());

    @Test
    void whatHappenedIsReadAsItWasWritten() {
        ItemError error = new ItemError(
                ItemError.Kind.TIMEOUT, List.of("a.B", "java.lang.Exception"), "m", "trace", true, Map.of("exit", "4"));
        BlockWriter writer = new BlockWriter(codec);
        writer.value("one");
        writer.done(5, 1_000, 3_000_000, null, null, List.of());
        writer.ended(6, 1_000, 7_000_000, Outcome.FAILED, "key", error, List.of("line 1", "line 2"));
        writer.value(null);
        writer.done(7, 1_000, 1, null, "kept", List.of("l"));
        ResultBlock block = writer.take(9, 2, "n", 3);
        assertThat(block.head().allDone()).isFalse();
        assertThat(block.head().end()).isEqualTo(8);
        assertThat(block.head().ranNanos()).isEqualTo(10_000_001);
        HeadCursor items = new HeadCursor(block.head());
        assertThat(items.next())
                .isEqualTo(new ItemView(5, null, Outcome.DONE, 2, "n", 3, 1_000, 3_000_000, null, null));
        assertThat(items.next())
                .isEqualTo(new ItemView(6, "key", Outcome.FAILED, 2, "n", 3, 1_003, 7_000_000, error, null));
        assertThat(items.log()).containsExactly("line 1", "line 2");
        assertThat(items.next().startedMillis()).isEqualTo(1_010);
        assertThat(items.hasNext()).isFalse();
        In values = new In(block.values());
        assertThat(codec.read(values)).isEqualTo("one");
        assertThat(codec.read(values)).isNull();
        assertThat(writer.count()).isZero();
    }

    @Test
    void hashOfAnItemIsReadAsItWasWritten() {
        byte[] hash = new ItemHash().of(codec, "item");
        BlockWriter writer = new BlockWriter(codec);
        writer.value(1);
        writer.done(0, 0, 0, hash, "key", List.of("line"));
        writer.value(2);
        writer.done(1, 0, 0, null, "other", List.of());
        HeadCursor items = new HeadCursor(writer.take(1, 1, "n", 0).head());
        assertThat(items.next().key()).isEqualTo("key");
        assertThat(items.hash()).isEqualTo(hash);
        assertThat(items.log()).containsExactly("line");
        assertThat(items.next().key()).isEqualTo("other");
        assertThat(items.hash()).isNull();
    }

    @Test
    void resultThatCannotBeSentLeavesNothingBehind() {
        BlockWriter writer = new BlockWriter(codec);
        writer.value("a");
        writer.done(0, 0, 0, null, null, List.of());
        assertThatThrownBy(() -> writer.value(List.of("b", new Object()))).isInstanceOf(CodecException.class);
        writer.value("c");
        writer.done(1, 0, 0, null, null, List.of());
        In values = new In(writer.take(1, 1, "n", 0).values());
        assertThat(codec.read(values)).isEqualTo("a");
        assertThat(codec.read(values)).isEqualTo("c");
    }

    @Test
    void gapIsRefused() {
        BlockWriter writer = new BlockWriter(codec);
        writer.done(0, 0, 0, null, null, List.of());
        assertThatThrownBy(() -> writer.done(2, 0, 0, null, null, List.of())).isInstanceOf(IllegalStateException.class);
    }
}
