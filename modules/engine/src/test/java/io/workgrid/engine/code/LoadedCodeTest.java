package io.workgrid.engine.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.JobSpec;
import io.workgrid.engine.store.Classes;
import io.workgrid.engine.store.JobCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedCodeTest {
    private static final String TASK = """
            package t;
            import io.workgrid.api.task.*;
            public class Say implements Task<Object, String> {
                %s
                public String run(Object item, TaskContext context) { return "%s " + item + Other.TEXT; }
            }
            """;
    private static final String OTHER = "package t; public class Other { public static final Object TEXT = \"!\"; }";
    private static final String PROVIDER = """
            package t;
            import io.workgrid.api.task.*;
            public class Named implements TaskProvider {
                public String name() { return "say"; }
                public String summary() { return "says"; }
                public Task<?, ?> create(TaskArgs args) {
                    if (args.text("boom") != null) { throw new IllegalStateException("boom " + args.text("boom")); }
                    args.only("word");
                    return new Say();
                }
            }
            """;

    @TempDir
    Path dir;

    private Path jar(String name, Map<String, String> sources, String... without) throws IOException {
        Path out = Files.createDirectories(dir.resolve(name));
        for (Map.Entry<String, String> each : sources.entrySet()) {
            Path file = out.resolve("src").resolve(each.getKey() + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, each.getValue());
        }
        try (Stream<Path> files = Files.walk(out.resolve("src"))) {
            List<String> args = new java.util.ArrayList<>(
                    List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", out.toString()));
            files.filter(Files::isRegularFile).map(Path::toString).forEach(args::add);
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, args.toArray(String[]::new)))
                    .isZero();
        }
        Path jar = dir.resolve(name + ".jar");
        try (OutputStream bytes = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(bytes)) {
            for (String type : sources.keySet()) {
                if (!List.of(without).contains(type)) {
                    entries.putNextEntry(new JarEntry("t/" + type + ".class"));
                    entries.write(Files.readAllBytes(out.resolve("t/" + type + ".class")));
                }
            }
            if (sources.containsKey("Named")) {
                entries.putNextEntry(new JarEntry("META-INF/services/io.workgrid.api.task.TaskProvider"));
                entries.write("t.Named".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static Map<String, String> sources(String version, String constructor) {
        return Map.of("Say", TASK.formatted(constructor, version), "Other", OTHER, "Named", PROVIDER);
    }

    private static void make(String name, Map<String, String> args, Path... jars) {
        JobCode code =
                new JobCode.Named(name, args, new Classes.Here(List.of(jars), LoadedCodeTest.class.getClassLoader()));
        try (LoadedCode loaded = LoadedCode.open(code, blob -> Path.of(blob.label()))) {
            assertThat(loaded.newTask()).isNotNull();
        }
    }

    @Test
    void taskIsFoundByNameAndByClass() throws IOException {
        Path jar = jar("one", sources("one", ""));
        make("say", Map.of("word", "x"), jar);
        make("t.Say", Map.of(), jar);
        make("t.Named", Map.of(), jar);
    }

    @Test
    void twoJobsMayBringTwoVersionsOfAClass() throws IOException {
        Path one = jar("one", sources("one", ""));
        Path two = jar("two", sources("two", ""));
        try (Grid grid = Grid.local(1)) {
            for (Path jar : List.of(one, two, one)) {
                var spec = new JobSpec<String, Object>(
                        new JobSpec.TaskRef.Named<>("say", Map.of(), List.of(jar)),
                        List.of("hello"),
                        null,
                        io.workgrid.api.JobOptions.DEFAULT,
                        Map.of());
                try (var results = grid.submit(spec).results()) {
                    String version = jar.equals(one) ? "one" : "two";
                    assertThat(results.next().get()).isEqualTo(version + " hello!");
                }
            }
        }
    }

    @Test
    void everyWayToFailIsSaid() throws IOException {
        Path jar = jar("one", sources("one", ""));
        refused("no task is named \"nope\"", () -> make("nope", Map.of(), jar));
        refused("unknown argument \"wrod\"", () -> make("say", Map.of("wrod", "x"), jar));
        refused(
                "could not be made: java.lang.IllegalStateException: boom x",
                () -> make("say", Map.of("boom", "x"), jar));
        refused("takes no arguments", () -> make("t.Say", Map.of("a", "b"), jar));
        refused("is no task", () -> make("t.Other", Map.of(), jar));
        Path noConstructor = jar("two", Map.of("Say", TASK.formatted("public Say(int n) {}", ""), "Other", OTHER));
        refused("no public constructor without arguments", () -> make("t.Say", Map.of(), noConstructor));
        Path throwing = jar(
                "three",
                Map.of("Say", TASK.formatted("static { if (true) throw new Error(\"static\"); }", ""), "Other", OTHER));
        refused("cannot be loaded", () -> make("t.Say", Map.of(), throwing));
        refused("does not exist", () -> make("t.Say", Map.of(), dir.resolve("none.jar")));
        Path text = Files.writeString(dir.resolve("text.jar"), "text");
        refused("is not a jar", () -> make("t.Say", Map.of(), text));
        refused("is not a file", () -> make("t.Say", Map.of(), dir));
    }

    @Test
    void classOfTheJdkIsNeverThatOfAJar() throws Exception {
        Path jar = jar("one", sources("one", ""));
        try (JarLoader loader = JarLoader.open(List.of(jar), LoadedCodeTest.class.getClassLoader(), false)) {
            assertThat(loader.loadClass("org.w3c.dom.Node")).isEqualTo(org.w3c.dom.Node.class);
            assertThat(loader.loadClass("java.sql.Driver").getClassLoader())
                    .isEqualTo(ClassLoader.getPlatformClassLoader());
            assertThat(loader.loadClass("t.Say").getClassLoader()).isEqualTo(loader);
            assertThat(loader.loadClass("io.workgrid.api.task.Task")).isEqualTo(io.workgrid.api.task.Task.class);
            assertThat(loader.getResources("t/Say.class").nextElement().toString())
                    .contains("one.jar");
        }
    }

    private static void refused(String why, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(BadInputException.class).hasMessageContaining(why);
    }
}
