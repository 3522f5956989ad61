package io.workgrid.testkit;

import static io.workgrid.testkit.Stage.range;
import static java.util.function.Function.identity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.JobFailedException;
import io.workgrid.api.Pool;
import io.workgrid.api.PoolOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Initializers, finalizers and workers that are replaced. */
interface HookCases extends Cases {

    /** A pool whose workers say when they are initialised, run an item and are finished. */
    private Pool told(int workers, PoolOptions options) {
        Signals.Port at = stage().signals().port();
        return stage().grid(workers)
                .pool(options.withInitializer(() -> at.hit("init " + Stage.thread()))
                        .withFinalizer(() -> at.hit("exit " + Stage.thread())))
                .with(Stage.ONE_BY_ONE);
    }

    /** The threads that hit a verb, with how often. */
    private Map<String, Long> threads(String verb) {
        return stage().signals().seen(verb + " ").stream()
                .map(hit -> hit.substring(verb.length() + 1))
                .collect(Collectors.groupingBy(identity(), Collectors.counting()));
    }

    private List<Integer> run(Pool pool, int items) {
        Signals.Port at = stage().signals().port();
        return pool.map(
                n -> {
                    at.hit("item " + Stage.thread());
                    return n;
                },
                range(items));
    }

    @Test
    default void initializerRunsOnceOnEachWorkerBeforeItsFirstItem() {
        Pool pool = told(3, PoolOptions.DEFAULT);
        run(pool, 30);
        run(pool, 30);
        assertThat(threads("init").values()).containsOnly(1L);
        assertThat(threads("init").keySet()).containsAll(threads("item").keySet());
        List<String> seen = stage().signals().seen();
        for (String thread : threads("item").keySet()) {
            assertThat(seen.indexOf("init " + thread)).isLessThan(seen.indexOf("item " + thread));
        }
    }

    @Test
    default void initializerThatThrowsFailsTheJobWithItsCause() {
        Pool pool = stage().grid(2).pool(PoolOptions.DEFAULT.withInitializer(() -> {
            throw new IllegalStateException("no database here");
        }));
        for (int round = 0; round < 2; round++) {
            assertThatThrownBy(() -> pool.map(n -> n, range(10)))
                    .isInstanceOf(JobFailedException.class)
                    .hasStackTraceContaining("no database here");
        }
        pool.close();
    }

    @Test
    default void initializerThatThrowsDoesNotHurtOtherPools() {
        io.workgrid.api.Grid grid = stage().grid(1);
        Pool bad = grid.pool(PoolOptions.DEFAULT.withInitializer(() -> {
            throw new LinkageError("planted");
        }));
        assertThatThrownBy(() -> bad.apply(() -> 1)).isInstanceOf(JobFailedException.class);
        assertThat(grid.pool().map(n -> n, range(10))).isEqualTo(range(10));
    }

    @Test
    default void finalizerRunsOnEachWorkerThatWasInitialised() {
        Pool pool = told(3, PoolOptions.DEFAULT);
        run(pool, 30);
        assertThat(threads("exit")).isEmpty();
        pool.close();
        assertThat(threads("exit")).isEqualTo(threads("init"));
    }

    @Test
    default void finalizerRunsAfterTheLastItem() {
        Signals.Port at = stage().signals().port();
        Pool pool = told(2, PoolOptions.DEFAULT);
        pool.applyAsync(() -> at.hit("item " + Stage.thread()));
        pool.shutdown();
        assertThat(pool.join(Eventually.DEADLINE)).isTrue();
        assertThat(stage().signals().seen()).last().asString().startsWith("exit ");
        assertThat(threads("item")).hasSize(1);
    }

    /** As a process of Python's pool keeps what its initializer has set. */
    @Test
    default void whatAnInitializerSetsIsThereInEachLaterCall() {
        String colour = "colour " + System.nanoTime();
        Pool pool = stage().grid(2).pool(PoolOptions.DEFAULT.withInitializer(() -> Brush.dip(colour)));
        for (int call = 0; call < 3; call++) {
            assertThat(pool.map(n -> Brush.colour(), range(20))).containsOnly(colour);
        }
    }

    @Test
    default void finalizerFindsClassesThatNothingElseNeeded() {
        Signals.Port at = stage().signals().port();
        Pool pool = stage().grid(1).pool(PoolOptions.DEFAULT.withFinalizer(() -> at.hit("exit " + Farewell.text())));
        assertThat(pool.map(n -> n, range(5))).isEqualTo(range(5));
        assertThat(pool.map(n -> n, range(5))).isEqualTo(range(5)); // what the first call needed is gone
        pool.close();
        assertThat(stage().signals().seen("exit ")).containsOnly("exit farewell");
    }

    @Test
    default void finalizerThatThrowsHurtsNothing() {
        Pool pool = stage().grid(2).pool(PoolOptions.DEFAULT.withFinalizer(() -> {
            throw new IllegalStateException("planted");
        }));
        assertThat(pool.map(n -> n, range(10))).isEqualTo(range(10));
        pool.shutdown();
        assertThat(pool.join(Eventually.DEADLINE)).isTrue();
    }

    @Test
    default void finalizerRunsAfterTerminate() {
        Pool pool = told(2, PoolOptions.DEFAULT);
        run(pool, 10);
        pool.terminate();
        assertThat(pool.join(Eventually.DEADLINE)).isTrue();
        assertThat(threads("exit")).isEqualTo(threads("init"));
    }

    @Test
    default void hooksThatCannotBeSentAreRefused() {
        Thread thread = Thread.currentThread();
        assertThatThrownBy(() -> stage().grid(1)
                        .pool(PoolOptions.DEFAULT.withInitializer(thread::isAlive))
                        .map(n -> n, range(1)))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    default void workerIsReplacedAfterItsMostTasks() {
        Pool pool = told(1, PoolOptions.DEFAULT.withMaxTasksPerWorker(3));
        assertThat(run(pool, 10)).isEqualTo(range(10));
        assertThat(threads("item").values()).allMatch(items -> items <= 3);
        assertThat(threads("item")).hasSize(4);
        assertThat(threads("init")).hasSize(4);
        pool.close();
        assertThat(threads("exit")).isEqualTo(threads("init"));
    }

    @Test
    default void workerIsReplacedInTheMiddleOfAChunkToo() {
        Signals.Port at = stage().signals().port();
        Pool pool = stage().grid(1).pool(PoolOptions.DEFAULT.withMaxTasksPerWorker(3));
        assertThat(pool.map(
                        n -> {
                            at.hit("item " + Stage.thread());
                            return n;
                        },
                        range(10)))
                .isEqualTo(range(10));
        assertThat(threads("item").values()).allMatch(items -> items <= 3);
    }

    @Test
    default void workersOfPoolsWithoutALimitAreKept() {
        Pool pool = told(2, PoolOptions.DEFAULT);
        for (int round = 0; round < 20; round++) {
            run(pool, 5);
        }
        assertThat(threads("init")).hasSizeLessThanOrEqualTo(2);
    }
}

/** What the workers of a pool have in common, as a global of a module in Python. */
final class Brush {
    private static volatile String colour = "";

    private Brush() {}

    static void dip(String into) {
        colour = into;
    }

    static String colour() {
        return colour;
    }
}

/** Loaded late. */
final class Farewell {
    private Farewell() {}

    static String text() {
        return "farewell";
    }
}
