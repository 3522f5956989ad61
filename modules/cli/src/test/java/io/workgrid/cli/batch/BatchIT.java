package io.workgrid.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of this room and its neighbours as a person starts them: the launcher, the packaged jars, a process of their own. */
class BatchIT {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path LAUNCHER = Path.of("../../grid").toAbsolutePath().normalize();

    @TempDir
    Path dir;

    private record Run(int exit, String out, String err) {}

    private Run grid(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(args));
        Path out = dir.resolve(".out");
        Path err = dir.resolve(".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("GRID_APP", TARGET.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void aBatchIsCheckedRunAndWritten() throws Exception {
        Files.writeString(dir.resolve("batch.yaml"), grid("init").out());

        Run checked = grid("validate", "batch.yaml");
        assertThat(checked.out()).matches("checked {4}batch\\.yaml {2}1 job, 3 items, 0 problems +\\d\\.\\ds\n");
        assertThat(checked.exit()).isZero();

        Run run = grid("submit", "batch.yaml");
        assertThat(run.out()).isEqualTo("hello ada\nhello grace\nhello barbara\n");
        assertThat(run.err())
                .contains("checked    batch.yaml  1 job, 3 items, 0 problems")
                .containsPattern("submitted  j-\\w+ \"greet\" to the embedded grid \\(1 node, \\d+ workers?\\)")
                .doesNotContain("re-attach")
                .containsPattern("greet j-\\w+  finished   3 done");
        assertThat(run.exit()).isZero();
    }

    @Test
    void jobsBehindAFailedOneAreNotRunAndResultsGoToTheirFiles() throws Exception {
        Files.writeString(dir.resolve("jobs.yaml"), """
                jobs:
                  - {name: make, task: {kind: command, command: [echo, "{}"]}, items: {range: 1..3}, output: made.jsonl}
                  - {name: use, needs: [make], task: {kind: command, command: "echo row {index}"}, items: {jsonl: made.jsonl}}
                  - {name: bad, task: {kind: command, shell: true, command: "exit 3"}, items: {values: [1, 2]}}
                  - {name: after, needs: [bad], task: {kind: spin}, items: {range: 0..1}}
                """);

        Run run = grid("submit", "jobs.yaml");

        assertThat(run.out()).isEqualTo("row 0\nrow 1\nrow 2\n");
        assertThat(run.err())
                .contains("wrote      made.jsonl")
                .contains(
                        "skipped    \"after\": not run, it needs \"bad\", which ended with 1 (finished with failed items)");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(Files.readAllLines(dir.resolve("made.jsonl"))).hasSize(3);
    }

    @Test
    void aBadBatchRunsNothingAndTellsAllProblems() throws Exception {
        Files.writeString(
                dir.resolve("bad.yaml"), "task: {kind: spni}\nitems: {range: 0..9}\nchunk: 0\noutput: x.jsonl\n");

        Run run = grid("submit", "bad.yaml");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("""
                        error[GRID-C401]: no task is called `spni` in bad.yaml, line 1, column 14
                        1 | task: {kind: spni}
                          |              ^ did you mean `spin`?
                        """)
                .contains(
                        "error[GRID-C314]: `chunk` is `0`; wanted auto, or the most items in one go, from 1 in bad.yaml, line 3")
                .endsWith("   bad.yaml: 2 problems; nothing was submitted\n");
        assertThat(dir.resolve("x.jsonl")).doesNotExist();
    }

    @Test
    void detachingIsRefusedWithTheReason() throws Exception {
        Run run = grid("submit", "-d", "batch.yaml");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("error[GRID-C102]: --detach needs a cluster, and this is an embedded grid\n");
    }

    @Test
    void aSweepPrintsItsTableAndWritesItsFiles() throws Exception {
        Run run = grid(
                "bench",
                "sweep",
                "spin",
                "--workers",
                "1,2",
                "--reps",
                "2",
                "--items",
                "4",
                "--arg",
                "iterations=1000",
                "--out",
                "sweeps");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .startsWith("Sweep: spin, 4 items x ~")
                .contains("\nWorkers     Time       ±     Items/sec   Speed-up   Efficiency\n")
                .containsPattern("\n      1 +\\S+ .* 1\\.0x +100 %   █+")
                .containsPattern("Knee at \\d workers?\\..* wrote sweeps/sweep\\.csv, sweeps/sweep\\.json\n$");
        assertThat(Files.readAllLines(dir.resolve("sweeps/sweep.csv"))).hasSize(3);
        assertThat(run.err()).contains("100 %   run 4 of 4");
    }

    @Test
    void helpAndCompletionKnowEveryVerb() throws Exception {
        assertThat(grid("help", "exit-codes").out()).contains("  124  the wait timed out; the job goes on");
        assertThat(grid("help", "errors").out()).contains("GRID-C301  a text is not JSON");
        assertThat(grid("help", "tasks").out()).contains("  spin     item: a number n;");
        assertThat(grid("help", "bench", "sweep").out()).contains("--workers");
        assertThat(grid("completion", "fish").out())
                .contains("-a 'submit'", "'__fish_seen_subcommand_from sweep' -l reps");
        Path script = Files.writeString(
                dir.resolve("grid.bash"), grid("completion", "bash").out());
        assertThat(Files.readString(script)).contains("validate", "sweep");
        assertThat(new ProcessBuilder("bash", "-n", script.toString()).start().waitFor())
                .isZero();
    }
}
