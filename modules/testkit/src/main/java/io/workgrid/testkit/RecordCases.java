package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.JobOptions;
import io.workgrid.api.Pool;
import io.workgrid.api.PoolOptions;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.NodeView;
import io.workgrid.api.view.Outcome;
import io.workgrid.api.view.SpanView;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is known of a call while it runs and after. */
interface RecordCases extends Cases {

    @Test
    default void callIsAJobOfTheGrid() {
        Grid grid = stage().grid(1);
        AsyncResult<List<Integer>> result = grid.pool().mapAsync(n -> n, range(3));
        assertThat(grid.jobs())
                .extracting(JobView::id)
                .containsExactly(result.job().id().text());
        assertThat(grid.job(result.job().id()).await().done()).isEqualTo(3);
    }

    @Test
    default void viewCountsWhatRunsAndWhatIsDone() {
        Signals.Port at = stage().signals().port();
        long before = System.currentTimeMillis();
        AsyncResult<List<Integer>> result = stage().pool(1)
                .with(Stage.ONE_BY_ONE.withName("rooms"))
                .mapAsync(
                        n -> {
                            if (n == 2) {
                                at.pass("two");
                            }
                            return n;
                        },
                        range(5));
        stage().signals().await("two", 1);
        Eventually.until("two are known to be done", () -> result.job().view().done() == 2);
        assertThat(result.job().view()).satisfies(view -> {
            assertThat(view.name()).isEqualTo("rooms");
            assertThat(view.phase()).isEqualTo(JobPhase.RUNNING);
            assertThat(view.items()).isEqualTo(5);
            assertThat(view.running()).isBetween(1L, 2L);
            assertThat(view.endedMillis()).isZero();
        });
        stage().signals().open("two");
        assertThat(result.job().await()).satisfies(view -> {
            assertThat(view.phase()).isEqualTo(JobPhase.FINISHED);
            assertThat(view.done()).isEqualTo(5);
            assertThat(view.running()).isZero();
            assertThat(view.sealed()).isTrue();
            assertThat(view.createdMillis()).isBetween(before, view.endedMillis());
        });
    }

    @Test
    default void jobWithoutANameIsCalledByItsTask() {
        AsyncResult<List<Integer>> result = stage().pool(1).mapAsync(n -> n, range(1));
        assertThat(result.job().view().name())
                .isNotBlank()
                .isEqualTo(result.job().view().task());
    }

    @Test
    default void itemsAreRecordedInOrder() {
        Grid grid = stage().grid(2);
        Map<String, Integer> workers =
                grid.nodes().stream().collect(Collectors.toMap(NodeView::name, NodeView::workers));
        long before = System.currentTimeMillis();
        AsyncResult<List<Integer>> result = grid.pool().mapAsync(n -> 10 / (n - 3), range(6));
        result.job().await();
        List<ItemView> items = result.job().items();
        assertThat(items).extracting(ItemView::index).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(items).allSatisfy(item -> {
            assertThat(item.key()).as("not kept, or the text").isIn(null, Long.toString(item.index()));
            assertThat(item.outcome()).isEqualTo(item.index() == 3 ? Outcome.FAILED : Outcome.DONE);
            assertThat(item.attempts()).isEqualTo(1);
            assertThat(workers).containsKey(item.node());
            assertThat(item.worker()).isBetween(0, 1);
            assertThat(item.startedMillis()).isBetween(before, System.currentTimeMillis());
            assertThat(item.durationNanos()).isPositive();
            assertThat(item.error() == null).isEqualTo(item.index() != 3);
        });
    }

    @Test
    default void spansCoverEachItemOnce() {
        AsyncResult<List<Integer>> result =
                stage().pool(2).with(JobOptions.DEFAULT.withChunkSize(3)).mapAsync(n -> n, range(20));
        result.get();
        List<SpanView> spans = result.job().spans();
        assertThat(spans.stream()
                        .flatMap(span -> java.util.stream.LongStream.range(
                                        span.firstIndex(), span.firstIndex() + span.count())
                                .boxed()))
                .containsExactlyInAnyOrderElementsOf(
                        range(20).stream().map(Integer::longValue).toList());
    }

    @Test
    default void viewDoesNotChangeAfterTheEnd() {
        AsyncResult<List<Integer>> result = stage().pool(2).mapAsync(n -> n, range(100));
        JobView atEnd = result.job().await();
        result.get();
        assertThat(result.job().view()).isEqualTo(atEnd);
    }

    @Test
    default void optionsOfAViewDoNotChangeThePool() {
        Pool pool = stage().pool(1);
        Pool named = pool.with(JobOptions.DEFAULT.withName("first"));
        Pool renamed = named.with(JobOptions.DEFAULT.withName("second"));
        assertThat(named.applyAsync(() -> 1).job().await().name()).isEqualTo("first");
        assertThat(renamed.applyAsync(() -> 1).job().await().name()).isEqualTo("second");
        assertThat(pool.applyAsync(() -> 1).job().await().name()).isNotIn("first", "second");
    }

    @Test
    default void badOptionsAreRefusedWithTheValueSeen() {
        assertThatThrownBy(() -> JobOptions.DEFAULT.withChunkSize(0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("chunk size is 0");
        assertThatThrownBy(() -> PoolOptions.DEFAULT.withWorkers(0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("workers is 0");
        assertThatThrownBy(() -> JobOptions.DEFAULT.withRetries(-1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("retries is -1");
    }
}
