package io.workgrid.containers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** The images of the tests, each built once, of what the build of this clone has packaged. */
final class Images {
    static final String GRID = "workgrid:test";
    /** The same, which says that it is {@link #NEXT_VERSION}. */
    static final String NEXT = "workgrid-next:test";

    static final String NEXT_VERSION = "99.0.0";
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

    /** Builds {@link #NEXT}: there is one number in a release, and it stands in the manifest of one jar. */
    static void buildNext() {
        try {
            Path context = Files.createTempDirectory("workgrid-next");
            Path docker = Shell.CLONE.resolve("modules/container-tests/src/test/docker/next/Dockerfile");
            Files.copy(docker, context.resolve("Dockerfile"));
            try (Stream<Path> jars = Files.list(Shell.CLONE.resolve("modules/cli/target"))) {
                Path jar = jars.filter(file -> file.getFileName().toString().matches("workgrid-cli-.*[.]jar"))
                        .findFirst()
                        .orElseThrow();
                renumbered(jar, context.resolve("workgrid-cli-next.jar"));
            }
            build(NEXT, context + "/Dockerfile", context.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void renumbered(Path from, Path to) throws IOException {
        try (JarFile jar = new JarFile(from.toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, NEXT_VERSION);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(to), manifest)) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        jar.getInputStream(entry).transferTo(out);
                    }
                }
            }
        }
    }

    private static void build(String tag, String file, String context) {
        Shell.run(BUILD, "docker", "build", "-t", tag, "-f", file, context).good();
    }
}
