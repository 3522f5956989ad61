package io.workgrid.tasks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskArgs;
import io.workgrid.api.task.TaskFailureException;
import io.workgrid.tasks.FakeContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandTaskTest {
    private final FakeContext context = new FakeContext();

    @TempDir
    Path dir;

    @Test
    void theResultIsExitStdoutAndStderrInThisOrder() throws Exception {
        Map<String, Object> result = run("x", CommandSpec.of("sh", "-c", "printf 'out\n'; printf err >&2", "{}"));
        assertThat(result)
                .containsExactly(Map.entry("exit", 0), Map.entry("stdout", "out\n"), Map.entry("stderr", "err"));
    }

    @Test
    void theEnvironmentSaysWhichAttemptThisIs() throws Exception {
        String script = "echo $GRID_ITEM,$GRID_INDEX,$GRID_KEY,$GRID_ATTEMPT,$GRID_FENCE,$GRID_JOB,$MINE";
        assertThat(stdout("the item", CommandSpec.of("sh", "-c", script, "{}").withEnv(Map.of("MINE", "m"))))
                .isEqualTo("the item,7,the key,2,31,j-test,m\n");
    }

    @Test
    void stdinIsEmpty() throws Exception {
        assertThat(stdout("-", CommandSpec.of("cat", "{}"))).isEmpty();
    }

    @Test
    void noShellReadsTheItem() throws Exception {
        assertThat(stdout("$(echo run) `echo run` ; echo run", CommandSpec.of("printf", "%s")))
                .isEqualTo("$(echo run) `echo run` ; echo run");
    }

    @Test
    void inAShellTheItemIsOneWordWhateverItHoldsAndHoweverItIsQuoted() throws Exception {
        List<String> texts = List.of(
                "printf '<%s>' {}",
                "printf '<%s>' \"{}\"",
                "printf '<%s>' '{}'",
                "printf '<%s>'",
                "printf '<%s>' \"$(printf %s \"{}\")\"",
                "printf '<%s>' \"$(printf %s {})\"",
                "printf '<%s>' \"`printf %s {}`\"",
                "(printf '<%s>' {}) # it's a comment",
                "# it's a comment\nprintf '<%s>' {}",
                "printf '<%s>' \"$GRID_ITEM\"");
        String evil = "a  b'c\"d $(touch pwned) `touch pwned`; touch pwned & * \\ #";
        for (String text : texts) {
            assertThat(stdout(evil, CommandSpec.ofShell(text))).as(text).isEqualTo("<" + evil + ">");
        }
        assertThat(Path.of("pwned")).doesNotExist();
    }

    @Test
    void inAShellColumnsAreWordsToo() throws Exception {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("first name", "Ada; exit 3");
        row.put("b", "$(exit 4)");
        assertThat(stdout(row, CommandSpec.ofShell("printf '%s|' {b} \"{first name}\" {#} {attempt} {fence}")))
                .isEqualTo("$(exit 4)|Ada; exit 3|7|2|31|");
    }

    @Test
    void wordsForAShellAreJoined() throws Exception {
        CommandSpec spec = CommandSpec.of("printf", "'%s\n'", "{}", "|", "tr", "a-z", "A-Z")
                .withShell(true);
        assertThat(stdout("abc", spec)).isEqualTo("ABC\n");
    }

    @Test
    void anExitCodeIsAFailureWithTheLastLineOfStderr() {
        TaskFailureException failure =
                failure("x", CommandSpec.ofShell("echo some; echo first >&2; echo last >&2; exit 42"));
        assertThat(failure).hasMessage("exit 42: last");
        assertThat(failure.permanent()).isFalse();
        assertThat(failure.details())
                .containsOnly(
                        Map.entry("exit", "42"), Map.entry("stdout", "some\n"), Map.entry("stderr", "first\nlast\n"));
    }

    @Test
    void aSignalIsNamed() {
        TaskFailureException failure = failure("x", CommandSpec.of("sh", "-c", "kill -KILL $$", "{}"));
        assertThat(failure).hasMessage("killed by SIGKILL (exit 137)");
        assertThat(failure.details()).containsEntry("exit", "137").containsEntry("signal", "SIGKILL");
    }

    @Test
    void aSignalInAShellMayHaveHitACommandInIt() {
        TaskFailureException failure = failure("x", CommandSpec.ofShell("sh -c 'kill -TERM $$' {}; exit $?"));
        assertThat(failure).hasMessageStartingWith("exit 143 (128 + SIGTERM: the shell or a command in it was killed)");
        assertThat(failure.details()).containsEntry("signal", "SIGTERM");
    }

    @Test
    void anExitCodeThatIsNoSignalHasNoSignal() {
        assertThat(failure("x", CommandSpec.ofShell("exit 255")).details()).doesNotContainKey("signal");
    }

    @Test
    void aCommandThatIsNotThereIsAPermanentFailure() {
        TaskFailureException failure = failure("x", CommandSpec.of("no-such-command"));
        assertThat(failure).hasMessage("command not found: no-such-command (no such program in PATH)");
        assertThat(failure.permanent()).isTrue();
        assertThat(failure("x", CommandSpec.of("/no/such")))
                .hasMessageStartingWith("command not found: /no/such (no such file");
    }

    @Test
    void aFileThatIsNotExecutableIsAPermanentFailure() throws Exception {
        Path file = Files.writeString(dir.resolve("data"), "text");
        TaskFailureException failure = failure("x", CommandSpec.of(file.toString()));
        assertThat(failure).hasMessage("not executable: " + file + " (permission denied)");
        assertThat(failure.permanent()).isTrue();
    }

    @Test
    void anItemWithANulIsOneClearError() {
        TaskFailureException failure = failure("a\0b", CommandSpec.of("echo"));
        assertThat(failure).hasMessageContaining("has a NUL character at position 1");
        assertThat(failure.permanent()).isTrue();
    }

    @Test
    void anItemOfTenMegabytesIsOneClearError() {
        TaskFailureException failure = failure("x".repeat(10_000_000), CommandSpec.of("echo"));
        assertThat(failure).hasMessageContainingAll("item is too long for a command", "10,000,000 characters");
        assertThat(failure.permanent()).isTrue();
    }

    @Test
    void anItemThatIsNoTextIsAPermanentFailure() {
        assertThat(failure(List.of("x"), CommandSpec.of("echo")).permanent()).isTrue();
    }

    @Test
    void muchOnBothStreamsAtOnceDoesNotDeadlock() throws Exception {
        CommandSpec spec = CommandSpec.ofShell("head -c 3000000 /dev/zero & head -c 3000000 /dev/zero >&2; wait; : {}")
                .withMaxOutputBytes(4_000_000);
        Map<String, Object> result = run("x", spec);
        assertThat((String) result.get("stdout")).hasSize(3_000_000);
        assertThat((String) result.get("stderr")).hasSize(3_000_000);
        assertThat(result).doesNotContainKey("stdoutCutBytes");
    }

    @Test
    void whatIsCutIsSaid() throws Exception {
        Map<String, Object> result =
                run("x", CommandSpec.of("sh", "-c", "printf 'äbcdef'", "{}").withMaxOutputBytes(4));
        assertThat(result).containsEntry("stdout", "äbc".substring(0, 3)).containsEntry("stdoutCutBytes", 3L);
        result = run("x", CommandSpec.of("sh", "-c", "printf 'abcä'", "{}").withMaxOutputBytes(4));
        assertThat(result).containsEntry("stdout", "abc").containsEntry("stdoutCutBytes", 2L);
    }

    @Test
    void bytesThatAreNoTextAreKeptAsTheyAre() throws Exception {
        Map<String, Object> result = run("x", CommandSpec.of("sh", "-c", "printf '\\377\\376\\000ax'", "{}"));
        assertThat((byte[]) result.get("stdout")).containsExactly(0xFF, 0xFE, 0, 'a', 'x');
        assertThat(result).containsEntry("stderr", "");
        result = run(
                "x",
                CommandSpec.of("sh", "-c", "printf '\\377\\303\\244'", "{}").withMaxOutputBytes(2));
        assertThat((byte[]) result.get("stdout")).containsExactly(0xFF, 0xC3);
        assertThat(result).containsEntry("stdoutCutBytes", 1L);
    }

    @Test
    void aFailureSaysHowMuchOfItsOutputIsMissing() {
        TaskFailureException failure =
                failure("x", CommandSpec.of("sh", "-c", "head -c 10000 /dev/zero; exit 1", "{}"));
        assertThat(failure.details()).containsEntry("stdoutCutBytes", "1808").doesNotContainKey("stderrCutBytes");
    }

    @Test
    void aFailureKeepsTheEndOfALongStderr() {
        TaskFailureException failure = failure(
                "x",
                CommandSpec.ofShell("seq 1000000 >&2; echo the end >&2; exit 1 # {}")
                        .withMaxOutputBytes(10));
        assertThat(failure).hasMessage("exit 1: the end");
        assertThat(failure.details().get("stderr")).hasSize(8192).endsWith("999999\n1000000\nthe end\n");
    }

    @Test
    void aBackgroundProcessDoesNotHoldTheItem() throws Exception {
        String pid =
                stdout("x", CommandSpec.ofShell("sleep 1000 & echo $!; : {}")).strip();
        try {
            assertThat(ProcessHandle.of(Long.parseLong(pid))).as("goes on").isPresent();
        } finally {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aBackgroundProcessThatNeverStopsWritingDoesNotHoldTheItem() throws Exception {
        Map<String, Object> result = run(
                "x",
                CommandSpec.ofShell("dd if=/dev/zero bs=16 & sleep 0.1; : {}").withMaxOutputBytes(1));
        assertThat(result).containsEntry("exit", 0).containsEntry("stdout", "\0");
    }

    @Test
    void aDryRunStartsNothingAndSaysWhatItWould() throws Exception {
        context.dryRun = true;
        Path file = dir.resolve("made");
        assertThat(run(file + " x", CommandSpec.of("touch", "{}")))
                .containsExactly(Map.entry("command", "touch '" + file + " x'"));
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void aTaskCanBeSent() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new CommandTask(CommandSpec.of("echo", "{}")));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            CommandTask task = (CommandTask) in.readObject();
            assertThat(task.run("hi", context)).containsEntry("stdout", "hi\n");
        }
    }

    @Test
    void theProviderReadsItsArguments() throws Exception {
        TaskArgs args = new TaskArgs(Map.of("command", "sh -c 'echo $V-$1' sh {}", "env.V", "v"));
        assertThat(new CommandProvider().create(args).run("x", context)).containsEntry("stdout", "v-x\n");
        TaskArgs shell = new TaskArgs(Map.of("command", "echo {} | tr a-z A-Z", "shell", "true"));
        assertThat(new CommandProvider().create(shell).run("x", context)).containsEntry("stdout", "X\n");
    }

    @Test
    void aSpecAsArgumentsMakesTheSameCommand() {
        CommandSpec spec = new CommandSpec(
                List.of("sh", "-c", "echo \"$1\" '{}'", "a b\n"),
                true,
                Map.of("V", "1 2"),
                10,
                Duration.ofMillis(1_500));
        Map<String, String> args = CommandProvider.args(spec);
        assertThat(((CommandTask) new CommandProvider().create(new TaskArgs(args))).spec())
                .isEqualTo(spec);
        assertThat(CommandProvider.args(CommandSpec.of("a"))).containsExactly(Map.entry("argv", "[\"a\"]"));
    }

    @Test
    void aNumberedItemTellsTheCommandItsPlaceInTheInput() throws Exception {
        Map<String, String> args = CommandProvider.numberedArgs(CommandSpec.of("echo", "{#}", "{}"));
        Task<Object, Map<String, Object>> task = new CommandProvider().create(new TaskArgs(args));
        assertThat(task.run(List.of(41L, "x"), context)).containsEntry("stdout", "41 x\n");
        assertThat(task.run(new NumberedItem(42, "y"), context)).containsEntry("stdout", "42 y\n");
        assertThatThrownBy(() -> task.run("x", context))
                .isInstanceOf(TaskFailureException.class)
                .hasMessageContaining("wanted a list of its index and the item");
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertRefused(Map.of("command", "a", "argv", "[\"a\"]"), "exclude each other");
        assertRefused(Map.of("argv", "[]"), "command is empty");
        assertRefused(Map.of(), "argument command is missing");
        assertRefused(Map.of("command", "echo", "shel", "true"), "unknown argument \"shel\"");
        assertRefused(Map.of("command", "echo 'a"), "not closed");
        assertRefused(Map.of("command", " "), "command is empty");
        assertRefused(Map.of("command", "a", "env.GRID_JOB", "x"), "GRID_JOB");
        assertRefused(Map.of("command", "a", "kill-grace", "2h"), "kill grace is 2h; wanted 0s to 1h");
        assertRefused(Map.of("command", "a", "max-output-bytes", "99999999"), "max output is 99999999 bytes");
    }

    private static void assertRefused(Map<String, String> args, String message) {
        assertThatThrownBy(() -> new CommandProvider().create(new TaskArgs(args)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private Map<String, Object> run(Object item, CommandSpec spec) throws Exception {
        return new CommandTask(spec).run(item, context);
    }

    private String stdout(Object item, CommandSpec spec) throws Exception {
        return (String) run(item, spec).get("stdout");
    }

    private TaskFailureException failure(Object item, CommandSpec spec) {
        return catchThrowableOfType(TaskFailureException.class, () -> run(item, spec));
    }
}
