package io.workgrid.containers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.workgrid.testkit.container.GridNode;
import io.workgrid.testkit.container.NodeSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.utility.MountableFile;

/** Clocks that are wrong: a library, made here by the C compiler of the machine, tells a node another time of day. */
final class Skew {
    private static final String INSIDE = "/opt/skew.so";
    private static final int ANSWER_MILLIS = 5_000;
    private static final Duration COMPILE = Duration.ofMinutes(1);

    private final MountableFile library;

    /** Skips the test where there is no C compiler, and says so. */
    Skew() {
        assumeTrue(
                Shell.run(COMPILE, "sh", "-c", "command -v cc").exit() == 0,
                "no C compiler is on the PATH; the test of wrong clocks is skipped");
        try {
            Path made = Files.createTempDirectory("workgrid-skew").resolve("skew.so");
            Shell.run(
                            COMPILE,
                            "cc",
                            "-shared",
                            "-fPIC",
                            "-O1",
                            "-o",
                            made.toString(),
                            "modules/container-tests/src/test/c/skew.c")
                    .good();
            library = MountableFile.forHostPath(made, 0755);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A node whose clock is wrong by so much. */
    NodeSetup of(NodeSetup setup, Duration by) {
        return setup.withEnv("LD_PRELOAD", INSIDE)
                .withEnv("CLOCK_SKEW_SECONDS", Long.toString(by.toSeconds()))
                .withContainer(container -> container.withCopyFileToContainer(library, INSIDE));
    }

    /** How much the clock of a node is ahead of this machine's, as its HTTP server tells it. */
    static Duration of(GridNode node) {
        try {
            HttpURLConnection call = (HttpURLConnection)
                    node.url().resolve("/health/live").toURL().openConnection();
            call.setConnectTimeout(ANSWER_MILLIS);
            call.setReadTimeout(ANSWER_MILLIS);
            if (call.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IllegalStateException(node.name() + " answered " + call.getResponseCode());
            }
            return Duration.ofMillis(call.getDate() - System.currentTimeMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
