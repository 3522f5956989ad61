package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.shared.SharedDict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** A dict: what is put in is found, whoever asks. */
interface DictCases extends Cases {

    private SharedDict<String, Integer> ages() {
        return stage().manager().dict("ages");
    }

    private static Map<Integer, String> many(int entries) {
        Map<Integer, String> many = new HashMap<>();
        for (int n = 0; n < entries; n++) {
            many.put(n, "value " + n);
        }
        return many;
    }

    @Test
    default void dictIsEmptyAtFirst() {
        assertThat(ages().get("ada")).isNull();
        assertThat(ages().size()).isZero();
        assertThat(ages().isEmpty()).isTrue();
        assertThat(ages().containsKey("ada")).isFalse();
        assertThat(ages().iterator().hasNext()).isFalse();
        assertThat(ages().toMap()).isEmpty();
    }

    @Test
    default void putReturnsTheValueBefore() {
        assertThat(ages().put("ada", 36)).isNull();
        assertThat(ages().put("ada", 37)).isEqualTo(36);
        assertThat(ages().get("ada")).isEqualTo(37);
        assertThat(ages().size()).isEqualTo(1);
    }

    @Test
    default void whatOneClientPutsAnotherGets() {
        ages().put("ada", 36);
        SharedDict<String, Integer> elsewhere = stage().elsewhere().dict("ages");
        assertThat(elsewhere.get("ada")).isEqualTo(36);
        elsewhere.put("grace", 85);
        assertThat(ages().toMap()).containsOnly(Map.entry("ada", 36), Map.entry("grace", 85));
    }

    @Test
    default void getOrDefaultPutsNothing() {
        assertThat(ages().getOrDefault("ada", 1)).isEqualTo(1);
        assertThat(ages().containsKey("ada")).isFalse();
        ages().put("ada", 36);
        assertThat(ages().getOrDefault("ada", 1)).isEqualTo(36);
    }

    @Test
    default void putIfAbsentKeepsWhatIsThere() {
        assertThat(ages().putIfAbsent("ada", 36)).isNull();
        assertThat(ages().putIfAbsent("ada", 37)).isEqualTo(36);
        assertThat(ages().get("ada")).isEqualTo(36);
    }

    @Test
    default void oneOfManyPutIfAbsentWins() {
        SharedDict<String, Integer> ages = ages();
        List<Boolean> won = Caller.together(8, n -> () -> ages.putIfAbsent("ada", n) == null);
        assertThat(won).filteredOn(mine -> mine).hasSize(1);
        assertThat(ages.get("ada")).isEqualTo(won.indexOf(true));
    }

    @Test
    default void removeReturnsWhatWasThere() {
        ages().put("ada", 36);
        assertThat(ages().remove("ada")).isEqualTo(36);
        assertThat(ages().remove("ada")).isNull();
        assertThat(ages().isEmpty()).isTrue();
    }

    @Test
    default void removeOfAnotherValueChangesNothing() {
        ages().put("ada", 36);
        assertThat(ages().remove("ada", 37)).isFalse();
        assertThat(ages().get("ada")).isEqualTo(36);
        assertThat(ages().remove("ada", 36)).isTrue();
        assertThat(ages().get("ada")).isNull();
        assertThat(ages().remove("ada", 36)).isFalse();
    }

    @Test
    default void replaceIsCompareAndSet() {
        assertThat(ages().replace("ada", 36, 37)).isFalse();
        ages().put("ada", 36);
        assertThat(ages().replace("ada", 35, 37)).isFalse();
        assertThat(ages().get("ada")).isEqualTo(36);
        assertThat(ages().replace("ada", 36, 37)).isTrue();
        assertThat(ages().get("ada")).isEqualTo(37);
    }

    @Test
    default void oneOfManyReplacesWins() {
        SharedDict<String, Integer> ages = ages();
        ages.put("ada", -1);
        assertThat(Caller.together(8, n -> () -> ages.replace("ada", -1, n)))
                .filteredOn(mine -> mine)
                .hasSize(1);
    }

    @Test
    default void putAllAndGetAllTakeManyAtOnce() {
        SharedDict<Integer, String> dict = stage().manager().dict("many");
        dict.put(3, "before");
        dict.putAll(many(500));
        assertThat(dict.size()).isEqualTo(500);
        assertThat(dict.getAll(List.of(3, 499, 500)))
                .containsOnly(Map.entry(3, "value 3"), Map.entry(499, "value 499"));
        dict.putAll(Map.of());
        assertThat(dict.getAll(List.of())).isEmpty();
    }

    @Test
    default void iterationGivesEachEntryOnce() {
        SharedDict<Integer, String> dict = stage().manager().dict("many");
        Map<Integer, String> entries = many(2_000);
        dict.putAll(entries);
        List<Integer> keys = new ArrayList<>();
        for (Map.Entry<Integer, String> entry : dict) {
            keys.add(entry.getKey());
            assertThat(entry.getValue()).isEqualTo(entries.get(entry.getKey()));
        }
        assertThat(keys).doesNotHaveDuplicates().hasSize(2_000);
        assertThat(dict.keys()).isEqualTo(entries.keySet());
        assertThat(dict.toMap()).isEqualTo(entries);
    }

    @Test
    default void whatStaysThroughAnIterationComesOnce() {
        SharedDict<Integer, String> dict = stage().manager().dict("many");
        dict.putAll(many(600));
        List<Integer> seen = new ArrayList<>();
        int turn = 0;
        for (Map.Entry<Integer, String> entry : dict) {
            seen.add(entry.getKey());
            dict.put(10_000 + turn, "new");
            dict.remove(500 + turn % 100);
            turn++;
        }
        assertThat(seen).doesNotHaveDuplicates().containsAll(Stage.range(500));
    }

    @Test
    default void iteratorRemovesTheKey() {
        SharedDict<Integer, String> dict = stage().manager().dict("many");
        dict.putAll(many(50));
        for (Iterator<Map.Entry<Integer, String>> entries = dict.iterator(); entries.hasNext(); ) {
            if (entries.next().getKey() % 2 == 0) {
                entries.remove();
            }
        }
        assertThat(dict.keys()).hasSize(25).allMatch(key -> key % 2 == 1);
    }

    @Test
    default void iteratorThatIsAtItsEndSaysSo() {
        Iterator<Map.Entry<String, Integer>> entries = ages().iterator();
        Assertions.assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    default void clearRemovesAllEntries() {
        SharedDict<Integer, String> dict = stage().manager().dict("many");
        dict.putAll(many(100));
        dict.clear();
        assertThat(dict.isEmpty()).isTrue();
        assertThat(dict.get(5)).isNull();
        dict.put(5, "again");
        assertThat(dict.size()).isEqualTo(1);
    }

    @Test
    default void keysOfTwoClassesAreTwoKeys() {
        SharedDict<Object, String> dict = stage().manager().dict("objects");
        dict.put(1, "integer");
        dict.put(1L, "long");
        dict.put("1", "text");
        assertThat(dict.size()).isEqualTo(3);
        assertThat(dict.get(1)).isEqualTo("integer");
        assertThat(dict.get(1L)).isEqualTo("long");
    }

    @Test
    default void listsAreKeysByWhatIsInThem() {
        SharedDict<Object, String> dict = stage().manager().dict("objects");
        dict.put(List.of("a", 1), "one");
        assertThat(dict.get(List.of("a", 1))).isEqualTo("one");
        assertThat(dict.get(new ArrayList<>(List.of("a", 1)))).isEqualTo("one");
        assertThat(dict.get(List.of("a", 2))).isNull();
    }

    @Test
    default void manyWritersOfOneDictLoseNothing() {
        SharedDict<String, Integer> ages = ages();
        Caller.together(6, writer -> () -> {
            for (int n = 0; n < 50; n++) {
                ages.put(writer + "/" + n, n);
            }
            return writer;
        });
        assertThat(ages.size()).isEqualTo(300);
    }
}
