package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.shared.Merge;
import io.workgrid.api.shared.SharedDict;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Changing a dict's value by what it is: merge and compute. */
interface DictMergeCases extends Cases {

    private <V> SharedDict<String, V> values() {
        return stage().manager().dict("values");
    }

    @Test
    default void mergePutsWhatIsMissing() {
        for (Merge how : Merge.values()) {
            SharedDict<String, Object> values = values();
            Object first = how == Merge.CONCAT ? "a" : how == Merge.FIRST ? 1.5 : 3;
            assertThat(values.merge(how.name(), first, how)).isEqualTo(first);
            assertThat(values.get(how.name())).isEqualTo(first);
        }
    }

    @Test
    default void mergeAddsNumbersOfTheirClass() {
        SharedDict<String, Object> values = values();
        values.put("int", 1);
        assertThat(values.merge("int", 2, Merge.SUM)).isEqualTo(3);
        values.put("long", 1L << 40);
        assertThat(values.merge("long", 2L, Merge.SUM)).isEqualTo((1L << 40) + 2);
        assertThat(values.merge("int", 2L, Merge.SUM)).isEqualTo(5L);
        assertThat(values.merge("int", 0.5, Merge.SUM)).isEqualTo(5.5);
    }

    @Test
    default void mergeThatLeavesTheRangeChangesNothing() {
        SharedDict<String, Object> values = values();
        values.put("int", Integer.MAX_VALUE);
        assertThatThrownBy(() -> values.merge("int", 1, Merge.SUM)).isInstanceOf(BadInputException.class);
        assertThat(values.get("int")).isEqualTo(Integer.MAX_VALUE);
        values.put("long", Long.MIN_VALUE);
        assertThatThrownBy(() -> values.merge("long", -1L, Merge.SUM)).isInstanceOf(BadInputException.class);
        assertThat(values.get("long")).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    default void mergeKeepsTheSmallerOrTheLargerOne() {
        SharedDict<String, Object> values = values();
        values.put("n", 5);
        assertThat(values.merge("n", 3, Merge.MIN)).isEqualTo(3);
        assertThat(values.merge("n", 4, Merge.MIN)).isEqualTo(3);
        assertThat(values.merge("n", 9, Merge.MAX)).isEqualTo(9);
        values.put("t", "m");
        assertThat(values.merge("t", "b", Merge.MIN)).isEqualTo("b");
        assertThat(values.merge("t", "z", Merge.MAX)).isEqualTo("z");
    }

    @Test
    default void mergeJoinsTextsAndBytes() {
        SharedDict<String, Object> values = values();
        values.put("t", "ab");
        assertThat(values.merge("t", "cd", Merge.CONCAT)).isEqualTo("abcd");
        values.put("b", new byte[] {1, 2});
        assertThat(values.merge("b", new byte[] {3}, Merge.CONCAT)).isEqualTo(new byte[] {1, 2, 3});
    }

    @Test
    default void mergeOfBitsAndBooleans() {
        SharedDict<String, Object> values = values();
        values.put("n", 0b0110);
        assertThat(values.merge("n", 0b1100, Merge.AND)).isEqualTo(0b0100);
        assertThat(values.merge("n", 0b0011, Merge.OR)).isEqualTo(0b0111);
        values.put("b", true);
        assertThat(values.merge("b", false, Merge.AND)).isEqualTo(false);
        assertThat(values.merge("b", true, Merge.OR)).isEqualTo(true);
    }

    @Test
    default void mergeMayKeepTheFirstOrTheLast() {
        SharedDict<String, Object> values = values();
        values.put("v", "first");
        assertThat(values.merge("v", 2, Merge.FIRST)).isEqualTo("first");
        assertThat(values.merge("v", 2, Merge.LAST)).isEqualTo(2);
    }

    @Test
    default void mergeOfWhatCannotBeMergedChangesNothing() {
        SharedDict<String, Object> values = values();
        values.put("v", "text");
        assertThatThrownBy(() -> values.merge("v", 1, Merge.SUM)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> values.merge("v", true, Merge.AND)).isInstanceOf(BadInputException.class);
        values.put("n", 1);
        assertThatThrownBy(() -> values.merge("n", 2, Merge.CONCAT)).isInstanceOf(BadInputException.class);
        assertThat(values.get("v")).isEqualTo("text");
        assertThat(values.get("n")).isEqualTo(1);
    }

    @Test
    default void mergeAllMergesMany() {
        SharedDict<String, Integer> values = values();
        values.put("a", 1);
        values.mergeAll(Map.of("a", 10, "b", 20), Merge.SUM);
        assertThat(values.toMap()).containsOnly(Map.entry("a", 11), Map.entry("b", 20));
    }

    @Test
    default void mergeWithCodeOfTheCaller() {
        SharedDict<String, Integer> values = values();
        assertThat(values.merge("a", 3, (old, more) -> old * more)).isEqualTo(3);
        assertThat(values.merge("a", 4, (old, more) -> old * more)).isEqualTo(12);
        assertThat(values.merge("a", 4, (old, more) -> null)).isNull();
        assertThat(values.containsKey("a")).isFalse();
    }

    @Test
    default void computePutsReplacesAndRemoves() {
        SharedDict<String, Integer> values = values();
        assertThat(values.compute("a", (key, old) -> old == null ? 1 : -1)).isEqualTo(1);
        assertThat(values.compute("a", (key, old) -> old == null ? -1 : old + 1))
                .isEqualTo(2);
        assertThat(values.get("a")).isEqualTo(2);
        assertThat(values.compute("a", (key, old) -> null)).isNull();
        assertThat(values.containsKey("a")).isFalse();
        assertThat(values.compute("a", (key, old) -> null)).isNull();
    }

    @Test
    default void computeIfAbsentAndIfPresentLookFirst() {
        SharedDict<String, Integer> values = values();
        assertThat(values.computeIfPresent("a", (key, old) -> 7)).isNull();
        assertThat(values.containsKey("a")).isFalse();
        assertThat(values.computeIfAbsent("a", String::length)).isEqualTo(1);
        assertThat(values.computeIfAbsent("a", key -> {
                    throw new AssertionError("there is a value");
                }))
                .isEqualTo(1);
        assertThat(values.computeIfPresent("a", (key, old) -> old + 1)).isEqualTo(2);
        assertThat(values.computeIfPresent("a", (key, old) -> null)).isNull();
        assertThat(values.containsKey("a")).isFalse();
    }

    @Test
    default void computeThatThrowsChangesNothing() {
        SharedDict<String, Integer> values = values();
        values.put("a", 1);
        assertThatThrownBy(() -> values.compute("a", (key, old) -> {
                    throw new IllegalStateException("mine");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("mine");
        assertThat(values.get("a")).isEqualTo(1);
    }

    @Test
    default void mergesOfManyWritersAreAllThere() {
        SharedDict<String, Integer> values = values();
        Caller.together(6, writer -> () -> {
            for (int n = 0; n < 100; n++) {
                values.merge("k" + n % 10, 1, Merge.SUM);
            }
            return writer;
        });
        assertThat(values.toMap())
                .hasSize(10)
                .allSatisfy((key, value) -> assertThat(value).isEqualTo(60));
    }

    @Test
    default void computesOfManyWritersAreAllThere() {
        SharedDict<String, Integer> values = values();
        Caller.together(4, writer -> () -> {
            for (int n = 0; n < 25; n++) {
                values.compute("k", (key, old) -> old == null ? 1 : old + 1);
            }
            return writer;
        });
        assertThat(values.get("k")).isEqualTo(100);
    }
}
