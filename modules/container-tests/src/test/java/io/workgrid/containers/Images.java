package io.workgrid.containers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.testcontainers.DockerClientFactory;

/** The images of the tests, each built once, of what the build of this clone has packaged. */
final class Images {
    static final String GRID = "workgrid:test";
    static final String FAULTS = "workgrid-faults:test";

    private static final Duration BUILD = Duration.ofMinutes(15);
    private static boolean built;

    private Images() {}

    /** Builds them. Without Docker the test is skipped, and says so. */
    static synchronized void build() {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "no Docker answers here; the tests in containers are skipped");
        if (!built) {
            build(GRID, "docker/Dockerfile", ".");
            String faults = "modules/container-tests/src/test/docker/faults";
            build(FAULTS, faults + "/Dockerfile", faults);
            built = true;
        }
    }

    private static void build(String tag, String file, String context) {
        Shell.run(BUILD, "docker", "build", "-t", tag, "-f", file, context).good();
    }
}
