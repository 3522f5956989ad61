package io.workgrid.core.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.shared.Merge;
import org.junit.jupiter.api.Test;

class MergingTest {
    @Test
    void numbersKeepTheirClassOrBecomeTheWiderOne() {
        assertThat(Merging.merge(Value.of(2), Value.of(3), Merge.SUM)).isEqualTo(Value.of(5));
        assertThat(Merging.merge(Value.of(2), Value.of(3L), Merge.SUM)).isEqualTo(Value.of(5L));
        assertThat(Merging.merge(Value.of(2), Value.of(0.5), Merge.SUM)).isEqualTo(Value.of(2.5));
        assertThat(Merging.merge(Value.of(2L), Value.of(-3), Merge.MIN)).isEqualTo(Value.of(-3));
        assertThat(Merging.merge(Value.of(2.5), Value.of(2), Merge.MAX)).isEqualTo(Value.of(2.5));
    }

    @Test
    void textsAndBytesAndTruths() {
        assertThat(Merging.merge(Value.of("ab"), Value.of("äc"), Merge.CONCAT)).isEqualTo(Value.of("abäc"));
        assertThat(Merging.merge(Value.of("b"), Value.of("a"), Merge.MIN)).isEqualTo(Value.of("a"));
        assertThat(Merging.merge(Value.of(true), Value.of(false), Merge.AND)).isEqualTo(Value.of(false));
        assertThat(Merging.merge(Value.of(true), Value.of(false), Merge.OR)).isEqualTo(Value.of(true));
        assertThat(Merging.merge(Value.of(6), Value.of(3), Merge.AND)).isEqualTo(Value.of(2));
        assertThat(Merging.merge(Value.of(6), Value.of(1L), Merge.OR)).isEqualTo(Value.of(7L));
    }

    @Test
    void firstAndLastTakeAnything() {
        Value other = Value.of(Value.Form.OTHER, new byte[] {1, 2});
        assertThat(Merging.merge(other, Value.of(1), Merge.FIRST)).isEqualTo(other);
        assertThat(Merging.merge(Value.of(1), other, Merge.LAST)).isEqualTo(other);
    }

    @Test
    void whatDoesNotGoTogetherIsNamed() {
        assertThatThrownBy(() -> Merging.merge(Value.of("a"), Value.of(1), Merge.SUM))
                .isInstanceOf(Merging.Unfit.class)
                .hasMessageContaining("SUM does not merge int into text");
        assertThatThrownBy(() -> Merging.merge(Value.of(Integer.MAX_VALUE), Value.of(1), Merge.SUM))
                .hasMessageContaining("leaves the range of Integer");
        assertThatThrownBy(() -> Merging.merge(Value.of(Long.MIN_VALUE), Value.of(-1), Merge.SUM))
                .hasMessageContaining("leaves the range of Long");
        assertThatThrownBy(() -> Merging.merge(Value.of(1.5), Value.of(1), Merge.AND))
                .isInstanceOf(Merging.Unfit.class);
        assertThatThrownBy(() -> Merging.merge(Value.of(1), Value.of("x"), Merge.CONCAT))
                .isInstanceOf(Merging.Unfit.class);
    }

    @Test
    void valuesAreTheSameIfTheirBytesAre() {
        assertThat(Value.of(1)).isNotEqualTo(Value.of(1L)).isNotEqualTo(Value.of(true));
        assertThat(Value.of("1")).isEqualTo(Value.of("1")).hasSameHashCodeAs(Value.of("1"));
        assertThat(Value.of(-5L).number()).isEqualTo(-5);
        assertThat(Value.of(Double.NaN).real()).isNaN();
    }
}
