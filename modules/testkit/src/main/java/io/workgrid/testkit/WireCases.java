package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.ItemFailedException;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobSpec;
import io.workgrid.api.Pool;
import io.workgrid.api.ResultStream;
import io.workgrid.api.task.ItemFunction;
import io.workgrid.api.task.TaskContext;
import io.workgrid.api.view.ItemError;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Code, items and results travel in bytes: nothing is shared, and what cannot be sent hurts only itself. */
interface WireCases extends Cases {

    /** Runs five items of which the third is broken in some way; the others are done and the pool goes on. */
    private void onlyTheThirdFails(ItemFunction<Object, Object> function, Object third, ItemError.Kind kind) {
        Pool pool = stage().pool(1);
        AsyncResult<List<Object>> result = pool.mapAsync(function, List.of("a", "b", third, "d", "e"));
        assertThatThrownBy(() -> result.get(Eventually.DEADLINE))
                .isInstanceOfSatisfying(ItemFailedException.class, e -> {
                    assertThat(e.index()).isEqualTo(2);
                    assertThat(e.error().kind()).isEqualTo(kind);
                    assertThat(e.error().message()).isNotBlank();
                });
        assertThat(result.job().view().done()).isEqualTo(4);
        assertThat(pool.map(n -> n, range(3))).as("the pool goes on").isEqualTo(range(3));
    }

    @Test
    default void itemThatCannotBeSentFailsAlone() {
        onlyTheThirdFails(item -> item, new Object(), ItemError.Kind.UNREADABLE_ITEM);
    }

    @Test
    default void itemInAListThatCannotBeSentFailsAlone() {
        onlyTheThirdFails(item -> item, List.of(1, new Object()), ItemError.Kind.UNREADABLE_ITEM);
    }

    @Test
    default void resultThatCannotBeSentFailsAlone() {
        onlyTheThirdFails(item -> item.equals("c") ? new Object() : item, "c", ItemError.Kind.UNSENDABLE_RESULT);
    }

    @Test
    default void resultWithAThreadInsideFailsAlone() {
        onlyTheThirdFails(
                item -> item.equals("c") ? List.of(Thread.currentThread()) : item,
                "c",
                ItemError.Kind.UNSENDABLE_RESULT);
    }

    /** Throws when it is written. */
    final class Unwritable implements Serializable {
        @SuppressWarnings("UnusedMethod") // called by serialisation
        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IllegalStateException("do not write me");
        }
    }

    /** Throws when it is read. */
    final class Unreadable implements Serializable {
        @SuppressWarnings("UnusedMethod") // called by serialisation
        private void readObject(ObjectInputStream in) throws IOException {
            throw new IOException("do not read me");
        }
    }

    /** Refers to itself without end in a way that overflows the stack when written. */
    record Chain(Chain next) implements Serializable {
        static Chain of(int length) {
            Chain chain = new Chain(Stage.nothing());
            for (int n = 0; n < length; n++) {
                chain = new Chain(chain);
            }
            return chain;
        }
    }

    @Test
    default void itemThatThrowsWhenWrittenFailsAlone() {
        onlyTheThirdFails(item -> item, new Unwritable(), ItemError.Kind.UNREADABLE_ITEM);
    }

    @Test
    default void itemThatThrowsWhenReadFailsAlone() {
        onlyTheThirdFails(item -> item, new Unreadable(), ItemError.Kind.UNREADABLE_ITEM);
    }

    @Test
    default void itemTooDeepToBeWrittenFailsAlone() {
        onlyTheThirdFails(item -> "ran", Chain.of(200_000), ItemError.Kind.UNREADABLE_ITEM);
    }

    @Test
    default void resultThatThrowsWhenWrittenFailsAlone() {
        onlyTheThirdFails(item -> item.equals("c") ? new Unwritable() : item, "c", ItemError.Kind.UNSENDABLE_RESULT);
    }

    /** Its text is the key of the item, and cannot be had. */
    record Speechless(int number) implements Serializable {
        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    @Test
    default void itemWithoutATextRunsAllTheSame() {
        Pool pool = stage().pool(1);
        assertThat(pool.map(item -> item.number() + 1, List.of(new Speechless(1), new Speechless(2))))
                .containsExactly(2, 3);
    }

    @Test
    default void codeThatCannotBeSentIsRefusedAtOnce() {
        Grid grid = stage().grid(1);
        Object captured = new Object();
        assertThatThrownBy(() -> grid.pool().map(n -> n + captured.hashCode(), range(3)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("java.lang.Object");
        assertThatThrownBy(() -> grid.pool().applyAsync(captured::hashCode)).isInstanceOf(BadInputException.class);
        assertThat(grid.jobs()).as("nothing was submitted").isEmpty();
    }

    @Test
    default void broadcastThatCannotBeSentIsRefusedAtOnce() {
        Grid grid = stage().grid(1);
        assertThatThrownBy(() -> grid.pool().withBroadcast("it", new Object()).map(n -> n, range(3)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("it");
        assertThat(grid.jobs()).as("nothing was submitted").isEmpty();
    }

    @Test
    default void itemsAreCopies() {
        List<Integer> mine = new ArrayList<>(List.of(1, 2, 3));
        List<Integer> sizes = stage().pool(1)
                .map(
                        list -> {
                            list.clear();
                            return list.size();
                        },
                        List.of(mine));
        assertThat(sizes).containsExactly(0);
        assertThat(mine).containsExactly(1, 2, 3);
    }

    @Test
    default void capturedObjectsAreCopies() {
        AtomicInteger captured = new AtomicInteger(5);
        Integer there = stage().pool(1).apply(captured::incrementAndGet);
        assertThat(there).isEqualTo(6);
        assertThat(captured).hasValue(5);
    }

    @Test
    default void resultsAreCopiesForEachReader() {
        JobHandle<ArrayList<Integer>> job =
                stage().grid(1).submit(JobSpec.of((n, context) -> new ArrayList<>(range(n)), range(3)));
        for (int round = 0; round < 2; round++) {
            try (ResultStream<ArrayList<Integer>> results = job.results()) {
                for (int n = 0; n < 3; n++) {
                    ArrayList<Integer> mine = requireNonNull(results.next().get());
                    assertThat(mine).isEqualTo(range(n));
                    mine.clear();
                }
            }
        }
    }

    @Test
    default void oneTaskServesAllItemsOfAWorkerAndNoOtherJob() {
        Pool pool = stage().pool(1);
        Counting counting = new Counting();
        assertThat(pool.map(counting, range(5))).containsExactly(1, 2, 3, 4, 5);
        assertThat(pool.map(counting, range(2))).containsExactly(1, 2);
    }

    /** Counts its calls in a field, as code that keeps a buffer would. */
    final class Counting implements io.workgrid.api.task.Task<Integer, Integer> {
        private int calls;

        @Override
        public Integer run(Integer item, TaskContext context) {
            return ++calls;
        }
    }

    @Test
    default void bigItemsAndResultsTravel() {
        byte[] item = new byte[20_000_000];
        item[item.length - 1] = 7;
        byte[] result = stage().pool(1)
                .apply(
                        bytes -> {
                            bytes[0] = bytes[bytes.length - 1];
                            return bytes;
                        },
                        item);
        assertThat(result).hasSize(item.length);
        assertThat(requireNonNull(result)[0]).isEqualTo((byte) 7);
        assertThat(item[0]).isZero();
    }
}
