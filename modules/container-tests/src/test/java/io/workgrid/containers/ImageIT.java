package io.workgrid.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The image by itself: what an operator expects of any. */
class ImageIT {
    private static final Duration MOST = Duration.ofMinutes(2);

    @BeforeAll
    static void build() {
        Images.build();
    }

    /** As careful operators run it: nothing may be written but to /tmp, and nobody may become more than he is. */
    private static Shell run(List<String> options, String... command) {
        List<String> line = new ArrayList<>(
                List.of("docker", "run", "--rm", "--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL"));
        line.addAll(options);
        line.add(Images.GRID);
        line.addAll(List.of(command));
        return Shell.run(MOST, Map.of(), line);
    }

    @Test
    void isTheCommandLineToo() {
        assertThat(run(List.of(), "version").good()).startsWith("grid ").contains("Linux");
        assertThat(run(List.of(), "map", "sha256", ":::", "/opt/workgrid/LICENSE")
                        .good())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void runsAsAUserOfNoNameUnderAnInitThatBuriesChildren() {
        Shell ran = Shell.run(
                MOST,
                "docker",
                "run",
                "--rm",
                "--entrypoint",
                "tini",
                Images.GRID,
                "--",
                "sh",
                "-c",
                "id -u; cat /proc/1/comm");
        assertThat(ran.good().lines()).containsExactly("10001", "tini");
    }

    @Test
    void classesAreReadFromItsArchives() {
        List<String> strict = List.of("-e", "GRID_JAVA_OPTS=-Xshare:on");
        assertThat(run(strict, "version").exit()).isZero();
        Shell node = run(strict, "node", "start", "--trial");
        assertThat(node.exit()).as(node.err()).isZero();
    }

    @Test
    void workersAndMemoryAreThoseOfTheContainer() {
        Shell node = run(List.of("--cpus", "1", "--memory", "512m"), "node", "start", "--trial");
        assertThat(node.exit()).as(node.err()).isZero();
        assertThat(node.err()).containsPattern("workers +1\n").containsPattern("heap +2\\d\\d MiB");
    }

    @Test
    void whatIsWrongIsToldAndEndsIt() {
        Shell node = run(List.of("-e", "GRID_BIND=0.0.0.0"), "node", "start");
        assertThat(node.exit()).isEqualTo(3);
        assertThat(node.err()).contains("without a grid key");
    }

    @Test
    void saysWhatItIs() {
        Shell inspected = Shell.run(
                MOST,
                "docker",
                "image",
                "inspect",
                "--format",
                "{{.Config.User}} {{.Config.Healthcheck.Test}} {{index .Config.Labels \"org.opencontainers.image.title\"}} {{.Size}}",
                Images.GRID);
        System.out.println("image: " + inspected.good());
        assertThat(inspected.good()).startsWith("10001:10001 [CMD /opt/workgrid/docker/health] workgrid ");
    }
}
