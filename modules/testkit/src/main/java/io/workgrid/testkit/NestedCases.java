package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.Grid;
import io.workgrid.api.ItemFailedException;
import io.workgrid.api.Pool;
import io.workgrid.api.ResultIterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks that use the grid they run on. */
interface NestedCases extends Cases {

    private static Pool inner() {
        return Grid.current().orElseThrow().pool();
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(n -> n).sum();
    }

    private static int depth(int levels) {
        return levels == 0
                ? 0
                : 1 + inner().map(NestedCases::depth, List.of(levels - 1)).get(0);
    }

    @Test
    default void outsideOfATaskThereIsNoCurrentGrid() {
        stage().grid(1);
        assertThat(Grid.current()).isEmpty();
    }

    @Test
    default void insideOfATaskThereIs() {
        Pool pool = stage().pool(1);
        assertThat(pool.apply(() -> Grid.current().isPresent())).isTrue();
        assertThat(pool.apply(() -> Grid.current().orElseThrow().jobs().isEmpty()))
                .isFalse();
    }

    @Test
    default void threeLevelsOnOneWorkerDoNotLockUp() {
        assertThat(stage().pool(1).apply(() -> depth(3))).isEqualTo(3);
    }

    @Test
    default void everyItemMayFanOut() {
        List<Integer> sums =
                stage().pool(2).with(Stage.ONE_BY_ONE).map(n -> sum(inner().map(m -> m * n, range(50))), range(20));
        assertThat(sums).isEqualTo(range(20).stream().map(n -> 1_225 * n).toList());
    }

    @Test
    default void everyItemMayFanOutTwice() {
        List<Integer> sums = stage().pool(2)
                .with(Stage.ONE_BY_ONE)
                .map(n -> sum(inner().map(m -> sum(inner().map(k -> k * m, range(5))), range(5))), range(5));
        assertThat(sums).containsOnly(100).hasSize(5);
    }

    @Test
    default void nestedStreamsAndFuturesWork() {
        Integer total = stage().pool(1)
                .apply(
                        n -> {
                            Pool pool = inner();
                            AsyncResult<Integer> later = pool.applyAsync(() -> 100);
                            int sum = 0;
                            try (ResultIterator<Integer> results = pool.imap(m -> m, range(n))) {
                                while (results.hasNext()) {
                                    sum += results.next();
                                }
                            }
                            assertThat(later.waitFor(Eventually.DEADLINE)).isTrue();
                            return sum + requireNonNull(later.get());
                        },
                        10);
        assertThat(total).isEqualTo(145);
    }

    @Test
    default void nestedPoolCanBeClosedInTheTask() {
        Integer result = stage().pool(1)
                .apply(
                        n -> {
                            try (Pool pool = inner()) {
                                pool.applyAsync(() -> 1);
                                return sum(pool.map(m -> m, range(n)));
                            }
                        },
                        10);
        assertThat(result).isEqualTo(45);
    }

    @Test
    default void failureOfANestedItemIsAFailureOfTheOuterOne() {
        Pool pool = stage().pool(1);
        assertThatThrownBy(() -> pool.map(n -> inner().map(m -> 10 / m, List.of(n)), List.of(1, 0)))
                .isInstanceOfSatisfying(ItemFailedException.class, e -> {
                    assertThat(e.index()).isEqualTo(1);
                    assertThat(e.causedBy(ItemFailedException.class)).isTrue();
                    assertThat(e.error().stackTrace()).contains("ArithmeticException");
                });
    }
}
