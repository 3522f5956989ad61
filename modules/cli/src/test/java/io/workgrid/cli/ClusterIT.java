package io.workgrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line on three nodes, all of them processes that the launcher started. */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
    private static final String CLUSTER =
            "cluster-it-" + ProcessHandle.current().pid();
    private static final int ROWS = 5_000;

    @TempDir
    private static Path dir;

    private static final List<Process> NODES = new ArrayList<>();
    private static final List<String> ADDRESSES = new ArrayList<>();

    @BeforeAll
    static void startNodes() throws Exception {
        for (int i = 1; i <= 3; i++) {
            List<String> line =
                    new ArrayList<>(List.of(Launched.GRID.toString(), "node", "start", "--cluster", CLUSTER));
            line.addAll(List.of("--name", "n" + i, "--workers", "2", "--port", "5761", "--http-port", "8761"));
            line.addAll(List.of("--drain-timeout", "5s", "--print-http-address"));
            if (i > 1) {
                line.addAll(List.of("--join", "127.0.0.1:5761"));
            }
            Path out = Files.createFile(dir.resolve(i + ".out"));
            Process node = new ProcessBuilder(line)
                    .redirectOutput(out.toFile())
                    .redirectError(dir.resolve(i + ".err").toFile())
                    .start();
            NODES.add(node);
            until(() -> Files.readString(out).endsWith("\n"));
            ADDRESSES.add(Files.readString(out).strip());
        }
    }

    @AfterAll
    static void endNodes() {
        NODES.forEach(Process::destroyForcibly);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static Launched grid(String... args) throws Exception {
        return Launched.grid(dir, Map.of("GRID_ADDRESS", String.join(",", ADDRESSES)), args);
    }

    private static Process begin(String out, String err, String... args) throws Exception {
        List<String> line = new ArrayList<>(List.of(Launched.GRID.toString()));
        line.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(dir.toFile())
                .redirectOutput(dir.resolve(out).toFile())
                .redirectError(dir.resolve(err).toFile());
        builder.environment().put("GRID_ADDRESS", String.join(",", ADDRESSES));
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    private static int ended(Process process) throws Exception {
        assertThat(process.waitFor(150, TimeUnit.SECONDS)).as("ended").isTrue();
        return process.exitValue();
    }

    private static void signal(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static String text(String file) throws Exception {
        return Files.readString(dir.resolve(file), StandardCharsets.UTF_8);
    }

    /** Rows of a table through a command, behind another job; Ctrl-C in the middle; then everything that can be asked afterwards. */
    @Test
    @Order(1)
    void aTableRunsBehindItsNeedIsLeftWatchedReadAndRetried() throws Exception {
        StringBuilder rows = new StringBuilder("id,host\n");
        IntStream.range(0, ROWS)
                .forEach(i -> rows.append(i).append(",h").append(i % 7).append('\n'));
        Files.writeString(dir.resolve("rows.csv"), rows);
        Files.writeString(dir.resolve("batch.yaml"), """
                jobs:
                  - name: prepare
                    task: {kind: command, command: [echo, ready]}
                    items: {values: [one]}
                  - name: rows
                    needs: [prepare]
                    task: {kind: command, command: [sh, -c, 'test $(($1 %% 500)) -ne 7 || test -e %s || exit 42; echo $1 $2', sh, '{id}', '{host}']}
                    items: {from: rows.csv}
                    retries: {max: 1, backoff: {initial: 1ms, max: 1ms}}
                """.formatted(dir.resolve("mended")));

        Process submit = begin("submit.out", "submit.err", "submit", "batch.yaml");
        until(() -> text("submit.out").lines().count() > 10
                && grid("status", "@latest").out().contains("5 000\n"));
        signal(submit, "INT");
        assertThat(ended(submit)).as(text("submit.err")).isEqualTo(130);
        assertThat(text("submit.err"))
                .contains("2 jobs, 5 001 items", "re-attach: grid watch", "goes on (Ctrl-C once more");

        Launched watched = grid("watch", "@latest");
        assertThat(watched.exit()).as(watched.err()).isEqualTo(1);
        assertThat(watched.err())
                .contains(
                        "finished with failures   4 990 done · 10 failed · 10 retried",
                        "10x  exit 42",
                        "items 7, 507, 1007 ... +7",
                        "after 2 attempts");

        Launched results = grid("results", "@latest", "-o", "jsonl");
        assertThat(results.out().lines()).hasSize(ROWS);
        assertThat(results.out().lines().filter(line -> line.contains("\"outcome\":\"DONE\"")))
                .hasSize(ROWS - 10);
        assertThat(results.out()).startsWith("{\"index\":0,\"key\":").contains("\"stdout\":\"4999 h1\\n\"");
        assertThat(grid("errors", "@latest").out())
                .contains("10x  exit 42")
                .endsWith("10 of 5 000 items failed or unknown, 1 reason\n");
        assertThat(grid("joblog", "@latest").out().lines()).hasSize(ROWS + 2);
        assertThat(grid("jobs").out()).contains("prepare", "rows", "4 990/5 000", "2 jobs");
        String before = grid("jobs", "--limit", "1", "-q").out().strip();

        Files.createFile(dir.resolve("mended"));
        Launched retried = grid("retry", "@latest");
        assertThat(retried.exit()).as(retried.err()).isZero();
        assertThat(retried.err()).contains("10 done");
        assertThat(grid("status", before, "-o", "json").out()).contains("\"failed\":10", "\"needs\":[\"j-");

        Files.writeString(dir.resolve("rows.csv"), rows.insert(rows.indexOf("\n") + 1, "-1,new\n"));
        Launched resumed = grid("submit", "--resume-from", "rows=@latest", "batch.yaml");
        assertThat(resumed.exit()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("5 001 done (5 000 by an earlier run)");
        assertThat(resumed.out()).isEqualTo("ready one\n-1 new\n");
    }

    @Test
    @Order(2)
    void aSecondInterruptCancels() throws Exception {
        Process run = begin("c.out", "c.err", "run", "--name", "long", ":::", "1", "2", "3", "--", "sleep", "600");
        until(() -> text("c.err").contains("re-attach"));
        until(() -> grid("status", "@latest").out().contains("3\n"));
        signal(run, "INT");
        until(() -> text("c.err").contains("detached"));
        signal(run, "INT");
        assertThat(ended(run)).as(text("c.err")).isEqualTo(125);
        assertThat(grid("watch", "@latest").exit()).isEqualTo(125);
    }

    @Test
    @Order(3)
    void topIsAliveInATerminal() throws Exception {
        Launched top = Launched.terminal(
                dir, "timeout -s INT 8 $GRID top --every 300ms", Map.of("GRID_ADDRESS", String.join(",", ADDRESSES)));
        assertThat(top.out())
                .contains("grid " + CLUSTER, "3 nodes", "/6 workers busy", "    1 |", "\u001b[A", "\u001b[J");
    }

    @Test
    @Order(4)
    void theNodeThatIsFollowedDiesAndNothingIsPrintedTwiceOrLost() throws Exception {
        List<String> line = new ArrayList<>(List.of(
                "run",
                "--retries",
                "2",
                "--backoff",
                "10ms",
                "-a",
                "rows.txt",
                "--",
                "sh",
                "-c",
                "sleep 0.02; echo $1",
                "sh"));
        Files.write(
                dir.resolve("rows.txt"),
                IntStream.range(0, 600).mapToObj(i -> "row-" + i).toList());
        Process run = begin("k.out", "k.err", line.toArray(String[]::new));
        until(() -> text("k.out").lines().count() > 50);
        NODES.get(0).destroyForcibly();
        assertThat(ended(run)).as(text("k.err")).isZero();
        assertThat(text("k.out").lines())
                .containsExactlyElementsOf(
                        IntStream.range(0, 600).mapToObj(i -> "row-" + i).toList());
        assertThat(grid("nodes", "-q").out().lines()).hasSize(2);
    }

    @Test
    @Order(5)
    void whoFollowsTheLastNodeIsToldWhatItsEndMeans() throws Exception {
        Process run = begin("l.out", "l.err", "run", "--name", "last", ":::", "1", "--", "sleep", "600");
        until(() -> text("l.err").contains("re-attach"));
        NODES.forEach(Process::destroyForcibly);
        assertThat(ended(run)).as(text("l.err")).isEqualTo(5);
        assertThat(text("l.err"))
                .contains("if the grid has a node left, job j-", "else it ended with the grid")
                .doesNotContain("https");
    }
}
