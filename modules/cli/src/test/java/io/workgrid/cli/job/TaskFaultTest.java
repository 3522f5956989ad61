package io.workgrid.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.JobOptions;
import io.workgrid.api.JobSpec;
import io.workgrid.api.JobSpec.TaskRef;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The codes are read from the engine's words, so those words, as the engine says them, are held here. */
class TaskFaultTest {
    @TempDir
    private Path dir;

    private ErrorCode code(String name, Map<String, String> args, Path... jars) {
        TaskRef<Object, Object> task = new TaskRef.Named<>(name, args, List.of(jars));
        try (Grid grid = Grid.local(1)) {
            JobSpec<Object, Object> spec = new JobSpec<>(task, List.of("1"), null, JobOptions.DEFAULT, Map.of());
            BadInputException refused = catchThrowableOfType(BadInputException.class, () -> grid.submit(spec));
            assertThat(refused).isNotNull();
            ProblemException fault = TaskFault.of(refused, task);
            String id = fault.problems().get(0).code();
            return List.of(ErrorCode.values()).stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path jar(String name, String source, String... left) throws Exception {
        Path classes = Files.createDirectories(dir.resolve("classes-" + name));
        Path file = Files.writeString(dir.resolve("T.java"), source);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes.toString(),
                                file.toString()))
                .isZero();
        Path jar = dir.resolve(name + ".jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String each : left) {
                zip.putNextEntry(new ZipEntry(each + ".class"));
                zip.write(Files.readAllBytes(classes.resolve(each + ".class")));
            }
        }
        return jar;
    }

    @Test
    void namesThatNobodyHas() throws Exception {
        Path some = jar("some", "class T {}", "T");
        assertThat(code("sleeep", Map.of())).isEqualTo(ErrorCode.UNKNOWN_TASK);
        assertThat(code("my.T", Map.of(), some)).isEqualTo(ErrorCode.CLASS_NOT_FOUND);
    }

    @Test
    void jarsThatAreNone() throws Exception {
        assertThat(code("T", Map.of(), dir.resolve("none.jar"))).isEqualTo(ErrorCode.JAR_UNREADABLE);
        assertThat(code("T", Map.of(), dir)).isEqualTo(ErrorCode.JAR_UNREADABLE);
        assertThat(code("T", Map.of(), Files.writeString(dir.resolve("t.jar"), "text")))
                .isEqualTo(ErrorCode.JAR_UNREADABLE);
    }

    @Test
    void classesThatAreNoTask() throws Exception {
        String task = "implements io.workgrid.api.task.Task<String, String> { "
                + "public String run(String s, io.workgrid.api.task.TaskContext c) { return s; } ";
        assertThat(code("T", Map.of(), jar("a", "public class T {}", "T"))).isEqualTo(ErrorCode.NOT_A_TASK);
        assertThat(code("T", Map.of(), jar("b", "public class T " + task + "public T(int i) {} }", "T")))
                .isEqualTo(ErrorCode.NOT_A_TASK);
        assertThat(code("T", Map.of(), jar("c", "public class T " + task + "public T() { throw new Error(); } }", "T")))
                .isEqualTo(ErrorCode.NOT_A_TASK);
        Path half = jar("d", "public class T extends B " + task + "} class B {}", "T");
        assertThat(code("T", Map.of(), half)).isEqualTo(ErrorCode.CLASS_INCOMPLETE);
    }

    @Test
    void argumentsThatAreNotTaken() {
        assertThat(code("spin", Map.of("x", "1"))).isEqualTo(ErrorCode.BAD_TASK_ARGUMENT);
    }
}
