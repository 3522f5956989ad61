package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.ConnectOptions;
import io.workgrid.api.Grid;
import io.workgrid.api.GridKey;
import io.workgrid.api.Halt;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.JobOptions;
import io.workgrid.api.JobSpec;
import io.workgrid.api.Pool;
import io.workgrid.api.RetryPolicy;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.Merge;
import io.workgrid.api.shared.SharedDict;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.api.task.Task;
import io.workgrid.api.view.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The Java examples of the README, as code that runs; and that the README says just that. */
class ReadmeExampleTest {

    @Test
    void lengthsOfWords() {
        // spotless:off
try (Grid grid = Grid.local(); Pool pool = grid.pool()) {
    List<Integer> lengths = pool.map(word -> word.length(), List.of("one", "three", "eleven"));
    System.out.println(lengths);   // [3, 5, 6]
assertThat(lengths).containsExactly(3, 5, 6);
}
        // spotless:on
    }

    @Test
    void carefulOptions() {
        List<String> hosts = List.of("a", "b", "c");
        try (Grid grid = Grid.local(2);
                Pool pool = grid.pool()) {
            // spotless:off
JobOptions careful = JobOptions.DEFAULT
        .withRetries(RetryPolicy.DEFAULT.withMaxRetries(3).withNotOn(List.of("IllegalArgumentException")))
        .withTimeout(Duration.ofMinutes(10))
        .withHalt(Halt.aboveShare(Halt.When.SOON, 0.02));
List<String> reports = pool.with(careful).map((host, context) -> {
    context.counter("hosts").increment();      // exact, whatever fails: counted when the item is DONE
    return check(host);
}, hosts);
            // spotless:on
            assertThat(reports).containsExactly("a is up", "b is up", "c is up");
            assertThat(grid.jobs().get(0).counters()).containsEntry("hosts", 3L);
        }
    }

    private static String check(String host) {
        return host + " is up";
    }

    @Test
    void steering() {
        List<Integer> rows = List.of(1, 2, 3);
        List<Integer> tables = List.of(4, 5);
        try (Grid grid = Grid.local(2)) {
            Task<Integer, String> code = (n, context) -> "row " + 6 / (n - 1);
            // spotless:off
JobHandle<String> load = grid.submit(JobSpec.of(code, rows).withId(new JobId("j-load")));
JobHandle<String> index = grid.submit(JobSpec.of(code, tables)
        .withNeeds(List.of(load.id())));     // waits until every item of j-load is DONE; else it is CANCELLED, with the reason
load.setParallelism(8);                      // from now on; likewise setPriority, pause, resume, cancel
load.await();
JobHandle<String> again = load.retry(Set.of(Outcome.FAILED));   // the failed items, as a new job
            // spotless:on
            assertThat(again.await().items()).isEqualTo(1);
            assertThat(index.await().reason()).isEqualTo("needs j-load, which failed");
        }
    }

    /** Compiled only: there is no such file and no such node. */
    static Grid withKey() throws IOException {
        // spotless:off
GridKey key = GridKey.of(Files.readAllBytes(Path.of("/etc/workgrid/grid.key")));
Grid grid = Grid.connect(ConnectOptions.to("10.0.0.5").withKey(key));     // NodeOptions has withKey too
        // spotless:on
        return grid;
    }

    /** Compiled only: there are no nodes here. The launcher's test of nodes does the same against real ones. */
    static void overMachines() {
        // spotless:off
try (Grid grid = Grid.connect("127.0.0.1:5701"); Pool pool = grid.pool()) {
    System.out.println(pool.map(word -> word.length(), List.of("one", "three", "eleven")));
}
        // spotless:on
    }

    @Test
    void sharedObjects() {
        List<Integer> rooms = IntStream.range(0, 10).boxed().toList();
        try (Grid grid = Grid.local(2);
                Pool pool = grid.pool()) {
            // spotless:off
SharedDict<String, Long> painted = grid.manager().dict("painted");
SharedLock ladder = grid.manager().lock("ladder");
pool.map(room -> {
    painted.merge(colour(room), 1L, Merge.SUM);     // one step where the dict is kept: no update is lost
    try (Hold hold = ladder.acquire(Duration.ofMinutes(1))) {
        painted.withFence(ladder).put("last", (long) room);     // refused if the lock was given to another meanwhile
    }
    return room;
}, rooms);
System.out.println(painted.toMap());   // {blue=5, red=5, last=...}
            // spotless:on
            assertThat(painted.toMap()).containsEntry("blue", 5L).containsEntry("red", 5L);
            assertThat(ladder.locked()).isFalse();
        }
    }

    private static String colour(int room) {
        return room % 2 == 0 ? "blue" : "red";
    }

    @Test
    void readmeSaysWhatRunsHere() throws IOException {
        List<String> here =
                Files.readAllLines(Path.of("src/test/java/io/workgrid/testkit/ReadmeExampleTest.java")).stream()
                        .map(String::strip)
                        .toList();
        boolean java = false;
        int lines = 0;
        for (String line : Files.readAllLines(Path.of("../../README.md"))) {
            if (line.startsWith("```")) {
                java = line.equals("```java");
            } else if (java && !line.isBlank()) {
                assertThat(here).contains(line.strip());
                lines++;
            }
        }
        assertThat(lines).isGreaterThan(10);
    }
}
