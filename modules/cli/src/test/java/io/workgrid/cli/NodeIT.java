package io.workgrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.ConnectOptions;
import io.workgrid.api.Grid;
import io.workgrid.api.Pool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes as processes on loopback, started by the launcher. */
@Timeout(180)
class NodeIT {
    private static final String CLUSTER = "node-it-" + ProcessHandle.current().pid();

    @TempDir
    private Path dir;

    private final List<Started> nodes = new ArrayList<>();

    /** A node that was started, and what it says. */
    private record Started(Process process, Path out, Path err) {

        String said() throws IOException {
            return Files.readString(err);
        }

        /** The address, once it is up. */
        String address() throws Exception {
            until(() -> Files.readString(out).endsWith("\n"));
            return Files.readString(out).strip();
        }

        void saysIn(String text) throws Exception {
            until(() -> said().contains(text));
        }

        private void until(Condition condition) throws Exception {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!condition.holds()) {
                boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
                assertThat(ended && !condition.holds()).as("ended: %s", said()).isFalse();
                assertThat(System.nanoTime()).as("in time; it says: %s", said()).isLessThan(deadline);
            }
        }

        int stop() throws Exception {
            // SIGTERM
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said()).isTrue();
            return process.exitValue();
        }
    }

    /** What is waited for. */
    private interface Condition {
        boolean holds() throws Exception;
    }

    private Started start(String name, String... args) throws Exception {
        List<String> line = new ArrayList<>(List.of(Launched.GRID.toString(), "node", "start", "--print-address"));
        line.addAll(List.of("--name", name, "--cluster", CLUSTER, "--port", "5751", "--drain-timeout", "5s"));
        line.addAll(List.of(args));
        Path out = Files.createFile(dir.resolve(name + ".out"));
        Path err = Files.createFile(dir.resolve(name + ".err"));
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Started node = new Started(builder.start(), out, err);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void end() {
        nodes.forEach(node -> node.process().destroyForcibly());
    }

    @Test
    void twoNodesMeetWorkAndLeave() throws Exception {
        Started one = start("one", "--workers", "2");
        Started two = start("two", "--workers", "1", "--join", one.address());
        assertThat(two.address()).startsWith("127.0.0.1:").isNotEqualTo(one.address());
        one.saysIn("joined    two");
        assertThat(one.said()).contains("node one", "of grid " + CLUSTER + " is up", "workers  2", "peers    none yet");
        assertThat(two.said()).contains("peers    1:", "one", one.address() + ", 2 workers");
        assertThat(one.said() + two.said()).doesNotContain("WARN");

        List<Integer> items = IntStream.range(0, 100).boxed().toList();
        try (Grid grid = Grid.connect(ConnectOptions.to(one.address()).withCluster(CLUSTER));
                Pool pool = grid.pool()) {
            assertThat(pool.map(item -> item * 2, items))
                    .isEqualTo(items.stream().map(item -> item * 2).toList());
            assertThat(grid.nodes()).hasSize(2);
        }

        assertThat(two.stop()).as(two.said()).isZero();
        assertThat(two.said()).contains("draining", "gone");
        one.saysIn("left      two");
        assertThat(one.stop()).as(one.said()).isZero();
        assertThat(Files.readString(one.out()).lines()).hasSize(1);
    }

    @Test
    void logAsJsonIsAnObjectOnEachLine() throws Exception {
        Started node = start("json", "--log", "json", "--join", "127.0.0.1:1");
        node.address();
        node.saysIn("\"event\":\"alone\"");
        assertThat(node.stop()).isZero();
        assertThat(node.said().lines()).allMatch(line -> line.startsWith("{\"time\":") && line.endsWith("}"));
        assertThat(node.said()).contains("connection refused", "\"event\":\"up\"", "\"event\":\"gone\"");
    }

    @Test
    void anyNodeAnswersHttpForTheWholeGrid() throws Exception {
        Started one = start("one", "--print-http-address");
        one.until(() -> Files.readString(one.out()).lines().count() == 2);
        List<String> first = Files.readString(one.out()).lines().toList();
        Started two = start("two", "--join", first.get(0), "--print-http-address");
        two.until(() -> Files.readString(two.out()).lines().count() == 2);
        String second = Files.readString(two.out()).lines().toList().get(1);

        String job =
                http(second + "/api/v1/jobs", "{\"task\":{\"name\":\"sleep\"},\"id\":\"j-it\",\"items\":[\"1ms\",0]}");
        assertThat(job).contains("\"id\":\"j-it\"");
        assertThat(http(first.get(1) + "/api/v1/jobs/j-it?until=ended", null)).contains("\"phase\":\"FINISHED\"");
        assertThat(http(first.get(1) + "/api/v1/jobs/j-it/results", null)).contains("\"result\":\"1ms\"");
        assertThat(http(second + "/health/ready", null)).contains("\"up\"");
        assertThat(http(second + "/api/v1", null)).contains("\"nodes\":2", CLUSTER);
        assertThat(one.said()).contains("  http     " + first.get(1));
        assertThat(one.said() + two.said()).doesNotContain("WARN");
        assertThat(two.stop()).as(two.said()).isZero();
        assertThat(one.stop()).as(one.said()).isZero();
    }

    /** What is answered, whatever the status. */
    private static String http(String url, @Nullable String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60));
        if (body != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void aTrialEndsByItself() throws Exception {
        Started node = start("trial", "--trial");
        assertThat(node.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(node.process().exitValue()).as(node.said()).isZero();
        assertThat(node.said()).contains("tried", "gone");
    }

    @Test
    void whoeverMustJoinAndCannotEndsWith5() throws Exception {
        Started node = start("alone", "--must-join", "--join", "127.0.0.1:1");
        assertThat(node.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(node.process().exitValue()).as(node.said()).isEqualTo(5);
        assertThat(node.said()).contains("127.0.0.1:1 (connection refused)");
        assertThat(Files.readString(node.out())).isEmpty();
    }
}
