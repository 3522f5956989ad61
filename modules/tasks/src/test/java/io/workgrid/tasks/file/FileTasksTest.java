package io.workgrid.tasks.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workgrid.api.task.AttemptCancelledException;
import io.workgrid.api.task.TaskArgs;
import io.workgrid.api.task.TaskFailureException;
import io.workgrid.api.task.TaskProvider;
import io.workgrid.tasks.FakeContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTasksTest {
    private static final TaskArgs NONE = new TaskArgs(Map.of());

    @TempDir
    Path dir;

    private final FakeContext context = new FakeContext();

    @Test
    void sha256IsTheOneOfTheStandard() throws Exception {
        Path file = Files.writeString(dir.resolve("abc"), "abc");
        assertThat(sha256(file.toString()))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void sha256OfABigFileIsWhatSha256sumSays() throws Exception {
        Path file = Files.write(dir.resolve("big"), new byte[3_000_001]);
        assertThat(output("sha256sum", file.toString())).startsWith(sha256(file.toString()) + " ");
    }

    @Test
    void linesCountsAsWcDoes() throws Exception {
        List<String> texts = List.of(
                "",
                "\n",
                "no newline at the end",
                " two  words \n",
                "tab\tvertical\u000bform\ffeed\rreturn\n\n\n",
                "Grüße an 日本\n",
                "word ".repeat(50_000));
        for (String text : texts) {
            Path file = Files.writeString(dir.resolve("text"), text);
            assertThat(lines(file.toString())).isEqualTo(wc(file));
        }
    }

    @Test
    void aWordAcrossTwoPiecesIsOneWord() throws Exception {
        Path file = Files.writeString(dir.resolve("long"), "x".repeat(200_000) + " y");
        assertThat(lines(file.toString())).isEqualTo("0 2 200002");
    }

    @Test
    void aRowGivesItsPathOrItsOnlyColumn() throws Exception {
        String file = Files.writeString(dir.resolve("f"), "a b\n").toString();
        assertThat(lines(Map.of("path", file, "size", "4"))).isEqualTo("1 2 4");
        assertThat(lines(Map.of("name", file))).isEqualTo("1 2 4");
    }

    @Test
    void aRowWithoutAPathIsAPermanentFailureThatListsTheColumns() {
        TaskFailureException failure = failure(Map.of("host", "a", "port", "b"));
        assertThat(failure.permanent()).isTrue();
        assertThat(failure).hasMessageContainingAll("host", "port", "wanted one named path, or a single column");
    }

    @Test
    void anItemThatIsNoTextIsAPermanentFailureThatNamesItsType() {
        TaskFailureException failure = failure(List.of("a"));
        assertThat(failure.permanent()).isTrue();
        assertThat(failure).hasMessageContaining("wanted a text or a row of columns");
        assertThat(failure("").permanent()).isTrue();
    }

    @Test
    void aMissingFileMayComeAndIsNotPermanent() {
        TaskFailureException failure = failure(dir.resolve("none").toString());
        assertThat(failure.permanent()).isFalse();
        assertThat(failure).hasMessage("no such file: " + dir.resolve("none"));
        assertThat(failure.details()).containsEntry("path", dir.resolve("none").toString());
    }

    @Test
    void aMissingRelativePathSaysWhereItWasLookedFor() {
        assertThat(failure("no/such/file"))
                .hasMessage(
                        "no such file: no/such/file (looked in " + Path.of("").toAbsolutePath() + ")");
    }

    @Test
    void aDirectoryIsNamedAsOne() {
        assertThat(failure(dir.toString())).hasMessage(dir + " is a directory; wanted a file");
    }

    @Test
    void aCancelledAttemptStopsReading() throws Exception {
        Path file = Files.writeString(dir.resolve("f"), "text");
        context.cancelled = true;
        assertThatThrownBy(() -> sha256(file.toString())).isInstanceOf(AttemptCancelledException.class);
    }

    @Test
    void anUnknownArgumentIsRefused() {
        for (TaskProvider provider : List.of(new Sha256Provider(), new LinesProvider())) {
            assertThatThrownBy(() -> provider.create(new TaskArgs(Map.of("algo", "md5"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("unknown argument \"algo\"");
        }
    }

    private String sha256(Object item) throws Exception {
        return new Sha256Provider().create(NONE).run(item, context);
    }

    private String lines(Object item) throws Exception {
        return new LinesProvider().create(NONE).run(item, context);
    }

    private TaskFailureException failure(Object item) {
        return catchThrowableOfType(TaskFailureException.class, () -> sha256(item));
    }

    private static String wc(Path file) throws Exception {
        String[] numbers = output("env", "LC_ALL=C.UTF-8", "wc", "-lwc", file.toString())
                .strip()
                .split("\\s+");
        return numbers[0] + " " + numbers[1] + " " + numbers[2];
    }

    private static String output(String... argv) throws Exception {
        Process process = new ProcessBuilder(argv).start();
        return new String(process.getInputStream().readAllBytes());
    }
}
