package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.AsyncResult;
import io.workgrid.api.Grid;
import io.workgrid.api.ItemFailedException;
import io.workgrid.api.JobOptions;
import io.workgrid.api.Pool;
import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskContext;
import io.workgrid.api.view.NodeView;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a task is offered while it runs. */
interface ContextCases extends Cases {

    /** A connection that says when it is opened and closed. */
    record Connection(Signals.Port at, String name) implements AutoCloseable {
        static Connection open(Signals.Port at, String name) throws IOException {
            at.hit("open " + name);
            return new Connection(at, name);
        }

        @Override
        public void close() throws IOException {
            at.hit("close " + name);
        }
    }

    @Test
    default void contextSaysWhichItemThisIs() {
        List<String> seen = stage().pool(2)
                .map(
                        (String word, TaskContext context) ->
                                context.index() + " " + context.key() + " " + context.attempt() + " " + word,
                        List.of("a", "b", "c"));
        assertThat(seen).containsExactly("0 a 1 a", "1 b 1 b", "2 c 1 c");
    }

    @Test
    default void indexIsThePositionInTheInput() {
        assertThat(stage().pool(3).map((Integer n, TaskContext context) -> context.index(), range(5_000)))
                .isEqualTo(LongStream.range(0, 5_000).boxed().toList());
    }

    @Test
    default void keyIsAtMostTwoHundredCharacters() {
        assertThat(stage().pool(1)
                        .map((String word, TaskContext context) -> context.key().length(), List.of("x".repeat(10_000))))
                .containsExactly(200);
    }

    @Test
    default void contextNamesJobNodeAndWorker() {
        Grid grid = stage().grid(2);
        AsyncResult<List<List<Object>>> result = grid.pool()
                .mapAsync(
                        (Integer n, TaskContext context) ->
                                List.of(context.jobId(), context.node(), context.worker(), context.fence()),
                        range(20));
        Map<String, Integer> workers =
                grid.nodes().stream().collect(Collectors.toMap(NodeView::name, NodeView::workers));
        assertThat(result.get()).allSatisfy(seen -> {
            assertThat(seen.get(0)).isEqualTo(result.job().id().text());
            assertThat(workers).containsKey((String) seen.get(1));
            assertThat((int) seen.get(2)).isBetween(0, requireNonNull(workers.get((String) seen.get(1))) - 1);
            assertThat((long) seen.get(3)).isPositive();
        });
    }

    @Test
    default void contextSaysWhetherThisIsADryRun() {
        Task<Integer, Boolean> asks = (n, context) -> context.dryRun();
        Pool pool = stage().pool(1);
        assertThat(pool.map(asks, range(1))).containsExactly(false);
        assertThat(pool.with(JobOptions.DEFAULT.withDryRun(true)).map(asks, range(1)))
                .containsExactly(true);
    }

    @Test
    default void codeHasNoArguments() {
        assertThat(stage().pool(1)
                        .map((Integer n, TaskContext context) -> context.args().size(), range(1)))
                .containsExactly(0);
    }

    @Test
    default void resourceIsOpenedOnceForAWorkerAndClosedWhenTheJobLeaves() {
        Signals signals = stage().signals();
        Signals.Port at = signals.port();
        Pool pool = stage().pool(2).with(Stage.ONE_BY_ONE);
        List<String> names = pool.map(
                (Integer n, TaskContext context) -> {
                    String mine = context.node() + "/" + context.worker();
                    return context.resource("db", () -> Connection.open(at, mine))
                                    .name() + " " + mine;
                },
                range(40));
        assertThat(names)
                .allSatisfy(name -> assertThat(name.substring(0, name.indexOf(' ')))
                        .isEqualTo(name.substring(name.indexOf(' ') + 1)));
        Eventually.until(
                "all closed",
                () -> signals.seen("open").size() == signals.seen("close").size());
        assertThat(signals.seen("open")).doesNotHaveDuplicates().hasSizeBetween(1, 2);
    }

    @Test
    default void resourcesOfOneWorkerAreToldApartByName() {
        Signals signals = stage().signals();
        Signals.Port at = signals.port();
        stage().pool(1)
                .map(
                        (Integer n, TaskContext context) -> {
                            String name = "r" + n % 2;
                            return context.resource(name, () -> Connection.open(at, name))
                                    .name();
                        },
                        range(20));
        Eventually.until("all closed", () -> signals.seen("close").size() == 2);
        assertThat(signals.seen("open")).containsExactly("open r0", "open r1");
    }

    @Test
    default void resourceIsClosedWhenItemsFailAndWhenTheJobIsCancelled() {
        Signals signals = stage().signals();
        Signals.Port at = signals.port();
        AsyncResult<List<Object>> result = stage().pool(1)
                .with(Stage.ONE_BY_ONE)
                .mapAsync(
                        (Integer n, TaskContext context) -> {
                            context.resource("db", () -> Connection.open(at, "db"));
                            if (n == 3) {
                                at.hit("stuck");
                                Stage.untilInterrupted();
                            }
                            throw new IOException("bad");
                        },
                        range(10));
        signals.await("stuck", 1);
        assertThat(signals.count("close db")).isZero();
        result.cancel();
        signals.await("close db", 1);
        assertThat(signals.count("open db")).isEqualTo(1);
    }

    @Test
    default void openerThatThrowsFailsTheAttemptAndIsAskedAgain() {
        Signals signals = stage().signals();
        Signals.Port at = signals.port();
        List<Integer> attempts = stage().pool(1)
                .with(Stage.retrying(3))
                .map(
                        (Integer n, TaskContext context) -> {
                            context.resource("db", () -> {
                                if (at.hit("asked") < 3) {
                                    throw new IOException("database is starting");
                                }
                                return Connection.open(at, "db");
                            });
                            return context.attempt();
                        },
                        range(1));
        assertThat(attempts).containsExactly(3);
        Eventually.until("closed", () -> signals.count("close db") == 1);
    }

    @Test
    default void broadcastIsReadByNameAndSharedByTheWorkersOfANode() {
        Map<String, Integer> table = new HashMap<>(Map.of("a", 1, "b", 2));
        Pool pool = stage().pool(3).with(Stage.ONE_BY_ONE).withBroadcast("table", table);
        List<String> seen = pool.map(
                (String word, TaskContext context) -> {
                    Map<?, ?> there = context.broadcast("table", Map.class);
                    return context.node() + " " + System.identityHashCode(there) + " " + there.get(word);
                },
                List.of("a", "b", "a", "b", "a", "b"));
        assertThat(seen.stream().map(line -> line.substring(line.lastIndexOf(' ') + 1)))
                .containsExactly("1", "2", "1", "2", "1", "2");
        Map<String, List<String>> copies = seen.stream()
                .map(line -> line.split(" "))
                .collect(Collectors.groupingBy(
                        part -> part[0], Collectors.mapping(part -> part[1], Collectors.toList())));
        assertThat(copies.values()).allSatisfy(ids -> assertThat(ids).containsOnly(ids.get(0)));
        int mine = System.identityHashCode(table);
        assertThat(seen).as("a copy").noneMatch(line -> line.contains(" " + mine + " "));
    }

    @Test
    default void broadcastThatIsNotThereOrOfAnotherTypeIsSaid() {
        Pool pool = stage().pool(1).withBroadcast("table", "text");
        assertThat(pool.map((Integer n, TaskContext context) -> context.broadcast("table", String.class), range(1)))
                .containsExactly("text");
        assertThatThrownBy(() -> pool.map(
                        (Integer n, TaskContext context) -> context.broadcast("tabel", String.class), range(1)))
                .isInstanceOfSatisfying(
                        ItemFailedException.class,
                        e -> assertThat(e.causedBy(IllegalArgumentException.class))
                                .isTrue())
                .hasMessageContaining("tabel");
        assertThatThrownBy(() -> pool.map(
                        (Integer n, TaskContext context) -> context.broadcast("table", Integer.class), range(1)))
                .isInstanceOfSatisfying(
                        ItemFailedException.class,
                        e -> assertThat(e.causedBy(IllegalArgumentException.class))
                                .isTrue());
    }

    @Test
    default void logLinesAreKeptByItem() {
        AsyncResult<List<Integer>> result = stage().pool(2)
                .mapAsync(
                        (Integer n, TaskContext context) -> {
                            context.log("one " + n);
                            context.log("two " + n);
                            if (n == 3) {
                                throw new IOException("bad");
                            }
                            return n;
                        },
                        range(5));
        result.job().await(Eventually.DEADLINE);
        assertThat(result.job().log(1)).containsExactly("one 1", "two 1");
        assertThat(result.job().log(3)).as("of a failed item too").containsExactly("one 3", "two 3");
    }

    @Test
    default void logIsBoundedAndSaysWhatIsCut() {
        AsyncResult<List<Integer>> result = stage().pool(1)
                .mapAsync(
                        (Integer n, TaskContext context) -> {
                            context.log("x".repeat(1_000_000));
                            for (int line = 0; line < 200_000; line++) {
                                context.log("line " + line);
                            }
                            return n;
                        },
                        range(1));
        assertThat(result.get()).containsExactly(0);
        List<String> log = result.job().log(0);
        assertThat(log).hasSizeLessThan(200_000);
        assertThat(log.get(0)).hasSizeLessThan(1_000_000);
        assertThat(log).as("says so").anyMatch(line -> !line.startsWith("xxx") && !line.matches("line \\d+"));
    }

    @Test
    default void progressIsAccepted() {
        assertThat(stage().pool(1)
                        .map(
                                (Integer n, TaskContext context) -> {
                                    context.progress(0, null);
                                    context.progress(0.5, "half");
                                    context.progress(1, "all");
                                    return n;
                                },
                                range(2)))
                .isEqualTo(range(2));
    }
}
