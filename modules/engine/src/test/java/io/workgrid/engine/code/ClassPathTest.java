package io.workgrid.engine.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.engine.store.Classes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
    private static final Map<String, String> USED =
            Map.of("t.Used", "package t; public class Used { public static String text() { return \"used\"; } }");

    @TempDir
    Path dir;

    private Sources sources;
    private Path scratch;
    private ClassPath classPath;

    @BeforeEach
    void open() throws IOException {
        sources = new Sources(dir);
        scratch = Files.createDirectory(dir.resolve("scratch"));
        classPath = new ClassPath(scratch, Duration.ZERO);
    }

    private List<ClassPath.Entry> seen(Path... places) throws IOException {
        try (URLClassLoader loader = loader(null, places)) {
            return classPath.files(new Classes.Here(List.of(), loader));
        }
    }

    static URLClassLoader loader(ClassLoader parent, Path... places) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path place : places) {
            urls.add(place.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), parent);
    }

    private static List<String> labels(List<ClassPath.Entry> entries) {
        return entries.stream().map(each -> each.blob().label()).toList();
    }

    @Test
    void hashOfADirectoryDependsOnContentAlone() throws IOException {
        Path one = sources.classes("one/classes", USED);
        Files.createDirectory(one.resolve("empty"));
        ClassPath.Entry first = seen(one).get(0);

        Path copy = Files.createDirectories(dir.resolve("copy/classes"));
        Files.createDirectory(copy.resolve("empty"));
        Files.createDirectory(copy.resolve("t"));
        Files.copy(one.resolve("t/Used.class"), copy.resolve("t/Used.class"));
        Files.setLastModifiedTime(copy.resolve("t/Used.class"), FileTime.fromMillis(0));
        ClassPath.Entry same = new ClassPath(Files.createDirectory(dir.resolve("scratch2")), Duration.ZERO)
                .files(new Classes.Here(List.of(), loader(null, copy)))
                .get(0);
        assertThat(same.blob().sha256()).isEqualTo(first.blob().sha256());
        assertThat(same.blob().bytes()).isEqualTo(Files.size(same.file()));
        assertThat(Sha256.of(Files.readAllBytes(same.file())))
                .isEqualTo(same.blob().sha256());
        assertThat(same.blob().label()).endsWith("copy-classes.jar");

        Files.writeString(copy.resolve("more.txt"), "x");
        assertThat(seen(copy).get(0).blob().sha256()).isNotEqualTo(first.blob().sha256());
        Files.delete(copy.resolve("more.txt"));
        assertThat(seen(copy).get(0).blob().sha256()).isEqualTo(first.blob().sha256());
    }

    @Test
    void directoryIsPackedOnceAndAgainWhenACopyIsLost() throws IOException {
        Path one = sources.classes("one", USED);
        Path jar = seen(one).get(0).file();
        FileTime packed = FileTime.fromMillis(1_000);
        Files.setLastModifiedTime(jar, packed);
        assertThat(Files.getLastModifiedTime(seen(one).get(0).file())).isEqualTo(packed);
        Files.delete(jar);
        assertThat(seen(one).get(0).file()).exists();
    }

    @Test
    void manifestIsFollowedAndAnEmptyJarIsNotSent() throws IOException {
        Path used = sources.jar("lib/used lib", USED);
        Path classes = sources.classes("classes", Map.of("t.Main", "package t; public class Main {}"));
        Path booter = sources.manifestOnly(
                "booter", "lib/used%20lib.jar " + classes.toUri() + " none.jar http://localhost/x.jar booter.jar");
        assertThat(labels(seen(booter))).first().isEqualTo("used lib.jar");
        assertThat(seen(booter)).hasSize(2);
        assertThat(seen(booter).get(0).file()).isEqualTo(used);
    }

    @Test
    void applicationClassPathIsSentWithoutWhatNodesHave() {
        List<String> all =
                labels(classPath.files(new Classes.Here(List.of(), getClass().getClassLoader())));
        assertThat(all)
                .anyMatch(each -> each.startsWith("assertj-core"))
                .anyMatch(each -> each.endsWith("engine-target-test-classes.jar"));
        assertThat(all)
                .noneMatch(each -> each.endsWith("-target-classes.jar"))
                .noneMatch(each -> each.startsWith("workgrid-"));
    }

    @Test
    void modulesOfANodeAreKnownByContent() throws IOException {
        Path module = dir.resolve("module/io/workgrid/engine/code");
        Files.createDirectories(module);
        Files.writeString(module.resolve("package-info.class"), "");
        Files.writeString(module.resolve("A.class"), "");
        assertThat(seen(dir.resolve("module"))).isEmpty();
        Files.createDirectories(dir.resolve("module/com/acme"));
        Files.writeString(dir.resolve("module/com/acme/Mine.class"), "all in one");
        assertThat(seen(dir.resolve("module"))).hasSize(1);

        Path hazelcast = dir.resolve("hazelcast/com/hazelcast/core");
        Files.createDirectories(hazelcast);
        Files.writeString(hazelcast.resolve("HazelcastInstance.class"), "");
        assertThat(seen(dir.resolve("hazelcast"))).isEmpty();
        Path tasks = dir.resolve("tasks/io/workgrid/tasks/file");
        Files.createDirectories(tasks);
        Files.writeString(tasks.resolve("package-info.class"), "");
        assertThat(seen(dir.resolve("tasks"))).hasSize(1);
    }

    @Test
    void whatIsNoCodeIsPassedOver() throws IOException {
        Path text = Files.writeString(dir.resolve("text.so"), "text");
        Path empty = Files.createDirectory(dir.resolve("empty"));
        assertThat(seen(text, empty, dir.resolve("none.jar"))).isEmpty();
    }

    @Test
    void orderIsThatOfTheLoaders() throws IOException {
        Path a = sources.jar("a", Map.of("t.A", "package t; public class A {}"));
        Path b = sources.jar("b", Map.of("t.B", "package t; public class B {}"));
        Path c = sources.jar("c", Map.of("t.C", "package t; public class C {}"));
        try (URLClassLoader parent = loader(null, a);
                URLClassLoader child = loader(parent, b, a)) {
            assertThat(labels(classPath.files(new Classes.Here(List.of(c), child))))
                    .containsExactly("c.jar", "a.jar", "b.jar");
        }
    }

    @Test
    void jobOfAJobBringsTheSameFiles() throws IOException {
        Path a = sources.jar("a", USED);
        String sha256 = seen(a).get(0).blob().sha256();
        Path copy = Files.copy(a, dir.resolve(sha256 + "-a.jar"));
        try (JarLoader ofGrid = JarLoader.open(List.of(copy), getClass().getClassLoader(), true)) {
            assertThat(classPath.files(new Classes.Here(List.of(), ofGrid)))
                    .singleElement()
                    .satisfies(each -> assertThat(each.blob().sha256()).isEqualTo(sha256));
        }
        try (JarLoader here = JarLoader.open(List.of(copy), getClass().getClassLoader(), false)) {
            assertThat(classPath.files(new Classes.Here(List.of(), here))).hasSizeGreaterThan(1);
        }
    }

    @Test
    void everyWayToFailIsSaid() throws Exception {
        ClassLoader strange = new ClassLoader(null) {};
        refused("does not say from where", () -> classPath.files(new Classes.Here(List.of(), strange)));
        URL nested = new URI("jar:file:/app.jar!/BOOT-INF/lib/x.jar").toURL();
        try (URLClassLoader boot = new URLClassLoader(new URL[] {nested}, null)) {
            refused("is no file of this machine", () -> classPath.files(new Classes.Here(List.of(), boot)));
        }
        Path none = dir.resolve("none.jar");
        refused("does not exist", () -> classPath.files(new Classes.Here(List.of(none), strange)));
        Path large = Files.createDirectory(dir.resolve("large"));
        try (RandomAccessFile sparse =
                new RandomAccessFile(large.resolve("data").toFile(), "rw")) {
            sparse.setLength(ShipLimits.MOST_BYTES_OF_ONE + 1);
        }
        refused("513 MiB, and one part of it may hold at most 512 MiB", () -> seen(large));
        ClassPath.Entry big = new ClassPath.Entry(none, new Classes.Blob("a", "big.jar", 700L << 20));
        refused("1400 MiB, and a job may bring at most 1024 MiB", () -> ShipLimits.all(List.of(big, big)));
    }

    private static void refused(String why, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(BadInputException.class).hasMessageContaining(why);
    }
}
