package io.workgrid.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobOptions;
import io.workgrid.api.JobSpec;
import io.workgrid.api.Pool;
import io.workgrid.api.task.Task;
import io.workgrid.hazelcast.process.Cluster;
import io.workgrid.hazelcast.process.JavaProcess;
import io.workgrid.hazelcast.process.Logs;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Code that the nodes do not have, and code that they have in two versions. */
@ExtendWith(Logs.class)
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShippedClassesTest {
    private static final Duration END = Duration.ofSeconds(60);
    private static final int ITEMS = 200;

    /** A class that only the test has, and that only the task's code names. */
    record Wrapped(int number) implements java.io.Serializable {}

    @Test
    void nodesRunCodeWhoseClassesTheyDoNotHave(@TempDir Path dir) throws IOException {
        try (Cluster cluster = Cluster.empty(1, withoutTheTests(dir)).start(2);
                Grid grid = cluster.connect();
                Pool pool = grid.pool()) {
            List<Wrapped> results = pool.map(
                    n -> new Wrapped(n + 1), IntStream.range(0, 1_000).boxed().toList());
            assertThat(results.get(999)).isEqualTo(new Wrapped(1_000));
            assertThat(pool.map(Wrapped::number, results)).hasSize(1_000).contains(1_000);
        }
    }

    /** The class path of this JVM with nothing but what the nodes' main class needs of what belongs to tests. */
    private static String withoutTheTests(Path dir) throws IOException {
        String main = "io/workgrid/hazelcast/process/";
        Path to = Files.createDirectories(dir.resolve("node").resolve(main));
        for (String name : List.of("NodeMain", "Out", "TestKey")) {
            try (InputStream in = JavaProcess.class.getResourceAsStream(name + ".class")) {
                Files.copy(in, to.resolve(name + ".class"));
            }
        }
        String mine = Arrays.stream(JavaProcess.classPath().split(File.pathSeparator))
                .filter(part -> !part.contains("test-classes") && !part.contains("testkit"))
                .collect(Collectors.joining(File.pathSeparator));
        return dir.resolve("node") + File.pathSeparator + mine;
    }

    @Test
    void twoVersionsOfAClassRunInTwoJobsAtOnce(@TempDir Path dir) throws Exception {
        Path one = version(dir, "one");
        Path two = version(dir, "two");
        try (Cluster cluster = Cluster.of(2, 2);
                Grid grid = cluster.connect()) {
            List<JobHandle<Object>> jobs =
                    List.of(named(grid, one), named(grid, two), object(grid, one), object(grid, two));
            for (int n = 0; n < jobs.size(); n++) {
                String version = n % 2 == 0 ? "one" : "two";
                assertThat(jobs.get(n).await(END).done())
                        .as("%s", jobs.get(n).errors())
                        .isEqualTo(ITEMS);
                try (var results = jobs.get(n).results()) {
                    for (int item = 0; item < ITEMS; item++) {
                        assertThat(results.next().get()).isEqualTo(version + " says " + version + " " + item);
                    }
                }
            }
        }
    }

    private static JobHandle<Object> named(Grid grid, Path jar) {
        return grid.submit(new JobSpec<>(
                new JobSpec.TaskRef.Named<>("demo.Speaker", Map.of(), List.of(jar)),
                items(),
                null,
                JobOptions.DEFAULT.withChunkSize(5),
                Map.of()));
    }

    @SuppressWarnings("unchecked")
    private static JobHandle<Object> object(Grid grid, Path jar) throws Exception {
        // not closed before the job has its classes
        URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, Task.class.getClassLoader());
        Task<Integer, Object> task = (Task<Integer, Object>)
                loader.loadClass("demo.Speaker").getDeclaredConstructor().newInstance();
        return grid.submit(new JobSpec<>(
                new JobSpec.TaskRef.Code<>(task), items(), null, JobOptions.DEFAULT.withChunkSize(5), Map.of()));
    }

    private static List<Integer> items() {
        return IntStream.range(0, ITEMS).boxed().toList();
    }

    /** A jar with a task and a class it needs, both of which say which version they are. */
    private static Path version(Path dir, String version) throws IOException {
        Path sources = Files.createDirectories(dir.resolve(version).resolve("demo"));
        Files.writeString(sources.resolve("Speaker.java"), """
                package demo;
                public class Speaker implements io.workgrid.api.task.Task<Integer, Object> {
                    public Object run(Integer item, io.workgrid.api.task.TaskContext context) throws Exception {
                        java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
                        return Word.WORD.get() + " says VERSION " + item;
                    }
                }
                """.replace("VERSION", version));
        Files.writeString(sources.resolve("Word.java"), """
                package demo;
                class Word {
                    static final java.util.function.Supplier<String> WORD = () -> "VERSION";
                }
                """.replace("VERSION", version));
        Path classes = Files.createDirectories(dir.resolve(version + "-classes"));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-cp",
                        JavaProcess.classPath(),
                        sources.resolve("Speaker.java").toString(),
                        sources.resolve("Word.java").toString());
        assertThat(result).isZero();
        Path jar = dir.resolve("speaker-" + version + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            files.filter(Files::isRegularFile).forEach(file -> put(out, classes, file));
        }
        return jar;
    }

    private static void put(JarOutputStream out, Path root, Path file) {
        try {
            out.putNextEntry(new JarEntry(root.relativize(file).toString().replace(File.separatorChar, '/')));
            Files.copy(file, out);
            out.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
