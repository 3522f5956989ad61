package io.workgrid.tasks.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.tasks.FakeContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each script makes the file {@code ready} in its directory when all its processes run. */
@Timeout(120)
class CommandKillTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    Path dir;

    @BeforeEach
    void procIsThere() {
        assertThat(Path.of("/proc/self/environ")).as("this test looks at /proc").isReadable();
    }

    @AfterEach
    void nothingRuns() {
        List<ProcessHandle> left = running();
        left.forEach(ProcessHandle::destroyForcibly);
        assertThat(left).as("processes left behind").isEmpty();
    }

    @Test
    void anInterruptEndsTheCommand() throws Exception {
        assertThat(interrupted("touch ready; exec sleep 1000", LONG))
                .hasMessageStartingWith("interrupted; killed sh and all it started");
    }

    @Test
    void childrenAndGrandchildrenEnd() throws Exception {
        interrupted("sh -c 'sleep 1000 & sleep 1000 & wait' & touch ready; wait", LONG);
    }

    @Test
    void aProcessWhoseParentIsGoneEnds() throws Exception {
        interrupted("(sleep 1000 & sh -c 'sleep 1000 & sleep 1000' &) ; touch ready; sleep 1000", LONG);
    }

    @Test
    void aProcessWithASessionOfItsOwnEnds() throws Exception {
        interrupted("(setsid sh -c 'sleep 1000 & sleep 1000; :' &) ; touch ready; sleep 1000", LONG);
    }

    @Test
    void aProcessThatDroppedItsEnvironmentEndsWithItsParent() throws Exception {
        // the marker by which this test finds it again is its argument
        interrupted("env -i sh -c 'sleep 1000; : $0' \"1000.$MARK\" & touch ready; wait", LONG);
    }

    @Test
    void aProcessUnderAnInnerGridsIdEnds() throws Exception {
        interrupted("(GRID_ATTEMPT_ID=$GRID_ATTEMPT_ID/inner setsid sleep 1000 &); touch ready; sleep 1000", LONG);
    }

    @Test
    void whatIgnoresTermIsKilledAfterTheGrace() throws Exception {
        interrupted(
                "trap '' TERM; sh -c 'while :; do sleep 1; done' & touch ready; wait; sleep 1000",
                Duration.ofMillis(100));
    }

    @Test
    void aStoppedProcessIsKilledAfterTheGrace() throws Exception {
        interrupted("sleep 1000 & kill -STOP $!; touch ready; wait", Duration.ofMillis(100));
    }

    @Test
    void whatKeepsForkingIsCaught() throws Exception {
        interrupted("trap '' TERM; touch ready; while :; do (sleep 1000 &); sleep 0.01; done", Duration.ofMillis(100));
    }

    @Test
    void aCommandMayCleanUpOnTermAndItsLastWordsAreKept() throws Exception {
        String script = "trap 'rm -f ready; echo cleaned up >&2; exit' TERM; touch ready; while :; do sleep 0.01; done";
        assertThat(interrupted(script, LONG)).hasMessageEndingWith("last on stderr: cleaned up");
        assertThat(dir.resolve("ready")).doesNotExist();
    }

    @Test
    void aCommandThatFloodsItsPipesWhileDyingEnds() throws Exception {
        interrupted("trap 'head -c 1000000 /dev/zero >&2; exit' TERM; touch ready; while :; do echo y; done", LONG);
    }

    @Test
    void whenThisProcessIsToldToEndItsCommandsAre() throws Exception {
        Process grid = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        dir.toString())
                .inheritIO()
                .start();
        until("the commands run", () -> Files.exists(dir.resolve("ready")));
        grid.toHandle().destroy();
        assertThat(grid.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(running()).isEmpty();
    }

    /** A program that runs a command and is told to end meanwhile. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) throws Exception {
            Path dir = Path.of(args[0]);
            new CommandTask(spec(dir, "(setsid sleep 1000 &); touch ready; sleep 1000", LONG))
                    .run("x", new FakeContext());
        }
    }

    private InterruptedException interrupted(String script, Duration grace) throws Exception {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread worker = new Thread(() -> {
            try {
                ended.completeExceptionally(new AssertionError(
                        "not interrupted: " + new CommandTask(spec(dir, script, grace)).run("x", new FakeContext())));
            } catch (Exception e) {
                ended.complete(e);
            }
        });
        worker.start();
        until("the script runs", () -> Files.exists(dir.resolve("ready")) || ended.isDone());
        assertThat(running()).isNotEmpty();
        worker.interrupt();
        Throwable thrown = ended.get(60, TimeUnit.SECONDS);
        // no deadline needed: when the call returns, nothing may run any more
        assertThat(running()).isEmpty();
        assertThat(thrown).isInstanceOf(InterruptedException.class);
        return (InterruptedException) thrown;
    }

    private static CommandSpec spec(Path dir, String script, Duration grace) {
        return CommandSpec.of("sh", "-c", "cd \"$MARK\"; " + script, "sh")
                .withEnv(Map.of("MARK", dir.toString()))
                .withKillGrace(grace);
    }

    /** Live processes, no zombies, that have this test's directory in their environment or arguments. */
    private List<ProcessHandle> running() {
        return ProcessHandle.allProcesses()
                .filter(p -> p.pid() != ProcessHandle.current().pid())
                .filter(p -> read(p, "environ").contains("MARK=" + dir)
                        || read(p, "cmdline").contains("1000." + dir))
                .toList();
    }

    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
