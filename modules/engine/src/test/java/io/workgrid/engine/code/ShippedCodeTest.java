package io.workgrid.engine.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskProvider;
import io.workgrid.engine.codec.JavaSerial;
import io.workgrid.engine.store.Classes;
import io.workgrid.engine.store.JobCode;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a lambda of one class loader to a task of another, by way of the files that are sent. */
class ShippedCodeTest {
    private static final String WORK = """
            package t;
            import io.workgrid.api.task.*;
            public class Work {
                public static Task<String, String> lambda(String with) {
                    return (Task<String, String> & java.io.Serializable) (item, context) -> Used.text() + with + item;
                }
            }
            """;
    private static final String USED =
            "package t; public class Used { public static String text() { return \"%s\"; } }";

    @TempDir
    Path dir;

    private JobCode shipped(ClassLoader loader, Map<String, Path> files) throws Exception {
        Object lambda =
                loader.loadClass("t.Work").getMethod("lambda", String.class).invoke(null, "-");
        Path scratch = Files.createTempDirectory(dir, "scratch");
        List<ClassPath.Entry> entries =
                new ClassPath(scratch, Duration.ZERO).files(new Classes.Here(List.of(), loader));
        entries.forEach(each -> files.put(each.blob().sha256(), each.file()));
        return new JobCode.Shipped(
                "lambda",
                new JavaSerial(loader).write(lambda),
                new Classes.Shared(entries.stream().map(ClassPath.Entry::blob).toList()));
    }

    @Test
    void lambdaRunsWithItsDependencyAndTwoVersionsAtOnce() throws Exception {
        Sources sources = new Sources(dir);
        Path one = sources.jar("used-one", Map.of("t.Used", USED.formatted("one")));
        Path two = sources.jar("used-two", Map.of("t.Used", USED.formatted("two")));
        Path work = sources.jar("work", Map.of("t.Work", WORK), one);
        Map<String, Path> files = new HashMap<>();
        ClassLoader node = getClass().getClassLoader();
        try (URLClassLoader first = ClassPathTest.loader(node, work, one);
                URLClassLoader second = ClassPathTest.loader(node, work, two);
                LoadedCode a = open(shipped(first, files), files);
                LoadedCode b = open(shipped(second, files), files)) {
            assertThat(a.loader()).isNotSameAs(b.loader());
            Task<Object, Object> ofOne = a.newTask();
            Task<Object, Object> ofTwo = b.newTask();
            assertThat(run(ofOne)).isEqualTo("one-x");
            assertThat(run(ofTwo)).isEqualTo("two-x");
            assertThat(run(ofOne)).isEqualTo("one-x");
            assertThat(ofOne.getClass().getClassLoader()).isSameAs(a.loader());
        }
    }

    private static LoadedCode open(JobCode code, Map<String, Path> files) {
        return LoadedCode.open(code, blob -> java.util.Objects.requireNonNull(files.get(blob.sha256())));
    }

    @SuppressWarnings("NullAway") // the lambda does not look at its context
    private static Object run(Task<Object, Object> task) throws Exception {
        return task.run("x", null);
    }

    @Test
    void whatANodeIsMadeOfIsNeverThatOfAJar() throws Exception {
        Path all = new Sources(dir)
                .jar(
                        "all-in-one",
                        Map.of(
                                "io.workgrid.api.task.Task",
                                "package io.workgrid.api.task; public class Task {}",
                                "io.workgrid.engine.client.Adapters",
                                "package io.workgrid.engine.client; public class Adapters {}",
                                "io.workgrid.cli.OnlyHere",
                                "package io.workgrid.cli; public class OnlyHere {}",
                                "org.assertj.core.api.Assertions",
                                "package org.assertj.core.api; public class Assertions {}"));
        try (JarLoader loader = JarLoader.open(List.of(all), getClass().getClassLoader(), true)) {
            assertThat(loader.loadClass("io.workgrid.api.task.Task")).isSameAs(Task.class);
            assertThat(loader.loadClass("io.workgrid.engine.client.Adapters").getClassLoader())
                    .isSameAs(LoadedCode.class.getClassLoader());
            assertThat(loader.loadClass("io.workgrid.cli.OnlyHere").getClassLoader())
                    .isSameAs(loader);
            assertThat(loader.loadClass("org.assertj.core.api.Assertions").getClassLoader())
                    .isSameAs(loader);
        }
    }

    @Test
    void namedTaskWithoutFilesIsThatOfTheNode() {
        JobCode code = new JobCode.Named("none", Map.of(), new Classes.Shared(List.of()));
        try (LoadedCode loaded = open(code, Map.of())) {
            assertThat(loaded.loader()).isSameAs(LoadedCode.class.getClassLoader());
        }
    }

    @Test
    void providersOfTheJarAndOfTheNodeAreFoundButNotThoseForAnotherClassOfTheSameName() throws Exception {
        Sources sources = new Sources(dir);
        Path nodeJar = services("node", "t.OfNode");
        Path ownJar = services("own", "t.Own");
        try (URLClassLoader node = ClassPathTest.loader(getClass().getClassLoader(), nodeJar);
                JarLoader loader = JarLoader.open(List.of(ownJar), node, true)) {
            assertThat(ServiceLoader.load(TaskProvider.class, loader).stream()
                            .map(each -> each.type().getName()))
                    .startsWith("t.Own")
                    .contains("t.OfNode");
            Class<?> service = loader.loadClass("t.Service");
            assertThat(service.getClassLoader()).isSameAs(loader);
            assertThat(ServiceLoader.load(service, loader).stream()
                            .map(each -> each.type().getName()))
                    .containsExactly("t.OwnImpl");
        }
        assertThat(sources.dir()).exists();
    }

    private Path services(String name, String provider) throws IOException {
        String type = provider.substring(2);
        Sources sources = new Sources(dir);
        Path classes = sources.classes(
                name,
                Map.of(
                        provider,
                        "package t; import io.workgrid.api.task.*; public class " + type
                                + " implements TaskProvider { public String name() { return \"" + name
                                + "\"; } public String summary() { return \"\"; }"
                                + " public Task<?, ?> create(TaskArgs args) { throw new Error(); } }",
                        "t.Service",
                        "package t; public interface Service {}",
                        provider + "Impl",
                        "package t; public class " + type + "Impl implements Service {}"));
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve(TaskProvider.class.getName()), provider);
        Files.writeString(services.resolve("t.Service"), provider + "Impl");
        return new ClassPath(Files.createTempDirectory(dir, "scratch"), Duration.ZERO)
                .files(new Classes.Here(List.of(), ClassPathTest.loader(null, classes)))
                .get(0)
                .file();
    }
}
