package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.JobOptions;
import io.workgrid.api.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code map} and {@code starmap} return when nothing fails. */
interface MapCases extends Cases {

    private static List<Integer> squares(int end) {
        return range(end).stream().map(n -> n * n).toList();
    }

    @Test
    default void mapReturnsResultsInTheOrderOfTheItems() {
        assertThat(stage().pool(3).map(n -> n * n, range(100))).isEqualTo(squares(100));
    }

    @Test
    default void mapOfSlowFirstItemStillReturnsItFirst() {
        Signals.Port at = stage().signals().port();
        var result = stage().pool(2)
                .with(Stage.ONE_BY_ONE)
                .mapAsync(
                        n -> {
                            if (n == 0) {
                                at.pass("first");
                            } else {
                                at.hit("other");
                            }
                            return n;
                        },
                        range(9));
        stage().signals().await("other", 8);
        stage().signals().open("first");
        assertThat(result.get()).isEqualTo(range(9));
    }

    @Test
    default void mapOfNothingIsAnEmptyList() {
        assertThat(stage().pool(2).map(n -> n, List.of())).isEmpty();
    }

    @Test
    default void mapOfOneItemReturnsOneResult() {
        assertThat(stage().pool(2).map(n -> n + 1, List.of(41))).containsExactly(42);
    }

    @Test
    default void nullItemsAndNullResultsTravel() {
        Pool pool = stage().pool(2);
        List<Object> results = pool.map(
                word -> word == null ? (Object) "was null" : Stage.<Object>nothing(), Arrays.asList("a", null, "b"));
        assertThat(results).isEqualTo(Arrays.asList(null, "was null", null));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 1_000_000})
    default void chunkSizeDoesNotChangeTheResult(int chunkSize) {
        Pool pool = stage().pool(3).with(JobOptions.DEFAULT.withChunkSize(chunkSize));
        assertThat(pool.map(n -> n * n, range(100))).isEqualTo(squares(100));
    }

    @Test
    default void chunkSizeBoundsWhatAWorkerIsHanded() {
        Pool pool = stage().pool(2).with(JobOptions.DEFAULT.withChunkSize(7));
        var result = pool.mapAsync(n -> n, range(50));
        result.get();
        assertThat(result.job().spans()).isNotEmpty().allMatch(span -> span.count() <= 7);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 1023, 10_000, 100_001})
    default void eachItemRunsOnceWhateverTheirNumber(int items) {
        var result = stage().pool(3)
                .mapAsync(
                        (Integer n, io.workgrid.api.task.TaskContext context) -> {
                            context.counter("ran").increment();
                            return -n;
                        },
                        range(items));
        assertThat(result.get())
                .isEqualTo(IntStream.range(0, items).mapToObj(n -> -n).toList());
        assertThat(result.job().view().counters()).containsExactly(Map.entry("ran", (long) items));
    }

    @Test
    default void itemsAreReadOnceFromStartToEnd() {
        AtomicInteger opened = new AtomicInteger();
        Iterable<Integer> items = () -> {
            opened.incrementAndGet();
            return range(1_000).iterator();
        };
        assertThat(stage().pool(2).map(n -> n, items)).isEqualTo(range(1_000));
        assertThat(opened).hasValue(1);
    }

    @Test
    default void anyCollectionWillDo() {
        Pool pool = stage().pool(2);
        assertThat(pool.map(n -> n + 1, Set.of(1))).containsExactly(2);
        Collection<Integer> unmodifiable = Collections.unmodifiableCollection(new ArrayList<>(range(5)));
        assertThat(pool.map(n -> n, unmodifiable)).isEqualTo(range(5));
    }

    @Test
    default void aPoolServesManyCallsOneAfterTheOther() {
        Pool pool = stage().pool(2);
        for (int round = 0; round < 60; round++) {
            int plus = round;
            assertThat(pool.map(n -> n + plus, List.of(0, 1, 2))).containsExactly(plus, 1 + plus, 2 + plus);
        }
    }

    @Test
    default void callerMayChangeTheListItGets() {
        List<Integer> mine = new ArrayList<>(range(10));
        List<Integer> results = stage().pool(2).map(n -> n, mine);
        mine.clear();
        assertThat(results).isEqualTo(range(10));
    }

    @Test
    default void starmapTakesPairs() {
        List<Map.Entry<Integer, String>> pairs = List.of(Map.entry(2, "ab"), Map.entry(0, "x"), Map.entry(3, "-"));
        assertThat(stage().pool(2).<Integer, String, String>starmap((times, text) -> text.repeat(times), pairs))
                .containsExactly("abab", "", "---");
    }

    @Test
    default void starmapAsyncTakesPairs() {
        List<Map.Entry<Integer, Integer>> pairs = List.of(Map.entry(2, 3), Map.entry(4, 5));
        assertThat(stage().pool(2)
                        .<Integer, Integer, Integer>starmapAsync((a, b) -> a * b, pairs)
                        .get())
                .containsExactly(6, 20);
    }

    @Test
    default void workersRunItemsAtTheSameTime() {
        Signals.Port at = stage().signals().port();
        Pool pool = stage().pool(3).with(Stage.ONE_BY_ONE);
        var result = pool.mapAsync(
                n -> {
                    at.pass("together");
                    return n;
                },
                range(3));
        stage().signals().await("together", 3);
        stage().signals().open("together");
        assertThat(result.get()).isEqualTo(range(3));
    }
}
