package io.workgrid.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the README tells to type for Docker Compose is typed here; with Compose v2, or v1 where that is what there is. */
class ComposeIT {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration GROWN = Duration.ofMinutes(2);
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(cd docker\\n.*?)^```$");
    private static final String LAST = "docker compose down\n";
    private static final String COMPOSE = """
            set -e -o pipefail
            docker() {
                if [ "$1" = compose ] && ! command docker compose version > /dev/null 2>&1; then
                    shift
                    docker-compose "$@"
                else
                    command docker "$@"
                fi
            }
            """;
    private static final long PAUSE_NANOS = 500_000_000;

    private final Map<String, String> env = new TreeMap<>();

    @BeforeAll
    static void build() {
        Images.build();
    }

    @BeforeEach
    void apart() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            env.put("WORKGRID_PORT", Integer.toString(free.getLocalPort()));
        }
        env.put("WORKGRID_IMAGE", Images.GRID);
        env.put("COMPOSE_PROJECT_NAME", "workgrid-test");
    }

    @AfterEach
    void down() {
        shell("cd docker\n" + LAST);
    }

    private Shell shell(String script) {
        return Shell.run(LONGEST, env, List.of("bash", "-c", COMPOSE + script));
    }

    @Test
    void blockOfTheReadmeRuns() throws IOException {
        Matcher found = BLOCK.matcher(Files.readString(Shell.CLONE.resolve("README.md")));
        assertThat(found.find()).isTrue();
        String block = found.group(1);
        assertThat(block).endsWith(LAST);

        Shell ran = shell(block.substring(0, block.length() - LAST.length()));
        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.out().lines().filter(line -> line.matches("\\w+/\\w+ by .*")))
                .hasSize(24);
        assertThat(ran.out().lines().filter(line -> line.startsWith("alder/orders by ")))
                .hasSize(2);
        awaitNodes(5);
        assertThat(health()).contains("\"up\"");

        Shell last = shell("cd docker\n" + LAST);
        assertThat(last.exit()).as(last.err()).isZero();
    }

    private String health() {
        return Shell.run(LONGEST, "curl", "-sS", "http://127.0.0.1:" + env.get("WORKGRID_PORT") + "/health/ready")
                .good();
    }

    private void awaitNodes(int count) {
        long until = System.nanoTime() + GROWN.toNanos();
        Shell nodes = nodes();
        while (!nodes.out().contains("\n" + count + " nodes")) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within " + GROWN + ": " + count + " nodes, but " + nodes
                        + shell("cd docker\ndocker compose logs").out());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            nodes = nodes();
        }
    }

    private Shell nodes() {
        return shell("cd docker\ndocker compose run --rm cli nodes");
    }
}
