package io.workgrid.hazelcast.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A node starts and leaves in a process of its own without a word on its streams, on the JDK of the build and on a newer one, if one is
 * installed beside it.
 */
class QuietStartTest {
    private static final Path HERE = Path.of(System.getProperty("java.home"));

    /** What the process runs. */
    public static final class Main {
        private Main() {}

        public static void main(String[] args) {
            GridMember.start(Ports.alone()).close();
        }
    }

    @Test
    void nothingIsPrinted() throws Exception {
        Set<Path> homes = new LinkedHashSet<>(List.of(HERE));
        try (Stream<Path> beside = Files.list(HERE.getParent())) {
            beside.filter(QuietStartTest::is25).limit(1).forEach(homes::add);
        }
        for (Path home : homes) {
            assertThat(output(home)).as("printed on %s", home).isEmpty();
        }
    }

    private static boolean is25(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25");
        } catch (IOException e) {
            return false;
        }
    }

    private static String output(Path home) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString(), "-Xmx256m"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(arg -> arg.startsWith("--add-"))
                .forEach(command::add);
        if (is25(home)) {
            command.add("--sun-misc-unsafe-memory-access=allow"); // older ones do not know the switch
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
