package io.workgrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapRunIT {
    @TempDir
    private Path dir;

    private Launched grid(String... args) throws Exception {
        return Launched.grid(dir, "", args);
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(dir.resolve(name), text);
    }

    @Test
    void mapPrintsAResultPerLineInOrder() throws Exception {
        Launched ran = grid("map", "sleep", "-j", "2", ":::", "300ms", "1ms", "2ms");
        assertThat(ran.out()).isEqualTo("300ms\n1ms\n2ms\n");
        assertThat(ran.err()).matches("sleep j-\\w+  finished   3 done .*\n");
        assertThat(ran.exit()).isZero();
    }

    @Test
    void filesOfAPatternAreHashed() throws Exception {
        write("a.csv", "abc");
        write("b.csv", "");
        Launched ran = grid("map", "sha256", "--quiet", "--glob", "*.csv");
        assertThat(ran.out())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"
                        + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void itemsComeFromStdinWhereItIsNoTerminal() throws Exception {
        assertThat(Launched.grid(dir, "1ms\n2ms\n", "map", "sleep").out()).isEqualTo("1ms\n2ms\n");
        assertThat(Launched.grid(dir, "a\nb\0c\0", "run", "-0", "-", "--", "printf", "%s|")
                        .out())
                .isEqualTo("a\nb|c|");
        assertThat(Launched.grid(dir, "", "map", "sleep").exit()).isZero();
    }

    @Test
    void columnsOfATableFillTheCommand() throws Exception {
        write("hosts.csv", "host,db\nh1,orders\n\"h 2\",\"a,b\"\n");
        Launched ran = grid("run", "-a", "hosts.csv", "--", "echo", "{host}/{db}", "{#}");
        assertThat(ran.out()).isEqualTo("h1/orders 0\nh 2/a,b 1\n");
        write("j.jsonl", "{\"n\":1}\n{\"n\":2}\n");
        assertThat(grid("run", "-a", "j.jsonl", "--", "echo", "{n}").out()).isEqualTo("1\n2\n");
    }

    @Test
    void aFailedCommandIsOneFailedItem() throws Exception {
        Launched ran = grid(
                "run",
                "--retries",
                "1",
                "--backoff",
                "1ms",
                ":::",
                "a",
                "b",
                "--",
                "sh",
                "-c",
                "echo o{}; echo e >&2; test {} = a");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).isEqualTo("oa\nob\n");
        assertThat(ran.err())
                .contains("finished with failures   1 done · 1 failed", "1x  exit 1: e", "item 1     after 2 attempts");
    }

    @Test
    void recordsHaveTheNamedFields() throws Exception {
        Launched ran = grid("run", "-o", "jsonl", ":::", "a", "--", "echo");
        assertThat(ran.out())
                .matches(
                        "\\{\"index\":0,\"key\":\"a\",\"outcome\":\"DONE\",\"attempts\":1,\"node\":\"local\",\"worker\":\\d+,"
                                + "\"startedMs\":\\d+,\"durationMs\":\\d+,\"exit\":0,\"error\":null,"
                                + "\"result\":\\{\"exit\":0,\"stdout\":\"a\\\\n\",\"stderr\":\"\"\\}\\}\n");
    }

    @Test
    void bytesOfAProgramPassUnharmed() throws Exception {
        byte[] bytes = new byte[4_096];
        new Random(7).nextBytes(bytes);
        Files.write(dir.resolve("in"), bytes);
        Launched ran =
                Launched.shell(dir, "\"$GRID\" run --quiet ::: in -- gzip -c {} | gunzip | cmp - in && echo same");
        assertThat(ran.out()).isEqualTo("same\n");
        assertThat(grid("run", "-o", "jsonl", ":::", "\\377", "--", "printf").out())
                .contains("\"stdoutBase64\":\"/w==\"");
    }

    @Test
    void whatIsCutOfTheOutputIsSaid() throws Exception {
        Launched ran = Launched.shell(dir, "\"$GRID\" run ::: a -- sh -c 'head -c 2000000 /dev/zero' sh | wc -c");
        assertThat(ran.out()).isEqualTo("1048576\n");
        assertThat(ran.err())
                .contains("grid: item 0: stdout is cut: the first 1 048 576 bytes are kept, 951 424 dropped");
    }

    @Test
    void aTimeoutIsSaidInTheWordsOfItsOption() throws Exception {
        assertThat(grid("map", "sleep", "--timeout", "100ms", ":::", "9s").err())
                .contains("attempt 1 ran longer than 100ms");
    }

    @Test
    void aDryRunStartsNothing() throws Exception {
        Launched ran = grid("run", "--dry-run", "--joblog", "log", ":::", "a b", "--", "touch", "{}");
        assertThat(ran.out()).isEqualTo("touch 'a b'\n");
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void resumeRunsWhatIsNewOrFailedAndNothingElse() throws Exception {
        String[] first = {"run", "--joblog", "log", ":::", "a", "bad", "c", "--", "sh", "-c", "echo {}; test {} != bad"
        };
        assertThat(grid(first).exit()).isEqualTo(1);
        Launched again = grid(
                "run",
                "--resume",
                "--joblog",
                "log",
                ":::",
                "new",
                "a",
                "bad",
                "c",
                "c",
                "--",
                "sh",
                "-c",
                "echo {}; test {} != bad");
        assertThat(again.out()).isEqualTo("new\nbad\nc\n");
        assertThat(again.err()).contains("4 done (2 by an earlier run) · 1 failed", "item 2");
        assertThat(again.err()).contains("continue with: grid run --resume --joblog log ::: new a bad c c -- ");
        assertThat(Files.readAllLines(dir.resolve("log"))).hasSize(2 + 3 + 3);
    }

    @Test
    void theIndexOfAResumedItemIsItsPlaceInTheInput() throws Exception {
        assertThat(grid("run", "--joblog", "log", ":::", "a", "--", "echo", "{}", "{#}")
                        .exit())
                .isZero();
        assertThat(grid("run", "--resume", "--joblog", "log", ":::", "a", "b", "--", "echo", "{}", "{#}")
                        .out())
                .isEqualTo("b 1\n");
    }

    @Test
    void aKilledRunContinuesWhereItsLogEnds() throws Exception {
        Launched.shell(
                dir,
                "\"$GRID\" run -j 2 --joblog log ::: 0..99 -- sh -c 'sleep 0.02; echo {} >> ran' >/dev/null 2>&1 & p=$!; "
                        + "until [ \"$(wc -l < log 2>/dev/null || echo 0)\" -gt 20 ]; do sleep 0.05; done; kill -9 $p; wait $p");
        String torn = Files.readString(dir.resolve("log"));
        Files.writeString(dir.resolve("log"), torn + "99\tx\tDO");
        long done = torn.lines().filter(line -> line.contains("\tDONE\t")).count();
        Launched again = grid(
                "run",
                "-j",
                "2",
                "--resume",
                "--joblog",
                "log",
                ":::",
                "0..99",
                "--",
                "sh",
                "-c",
                "sleep 0.02; echo {} >> ran");
        assertThat(again.exit()).isZero();
        assertThat(again.err()).contains("100 done (" + done + " by an earlier run)");
        assertThat(Files.readAllLines(dir.resolve("ran")).stream().distinct()).hasSize(100);
        assertThat(Files.readAllLines(dir.resolve("log")).stream().filter(line -> line.contains("\tDONE\t")))
                .hasSize(100);
    }

    @Test
    void resultsAreKeptInFilesWithSafeNames() throws Exception {
        grid("run", "--results", "r", ":::", "../x y", "--", "echo");
        assertThat(Files.readString(dir.resolve("r/0-.._x_y/stdout"))).isEqualTo("../x y\n");
        assertThat(dir.resolve("r/0-.._x_y/item.json")).content().contains("\"outcome\":\"DONE\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | map                                  | missing TASK",
                "2 | map sleep --chunk 0 ::: 1            | --chunk is 0; wanted at least 1",
                "2 | map sleep -j 0 ::: 1                 | --parallelism is 0; wanted at least 1",
                "2 | map sleep -j 99999 ::: 1             | workers is 99999; wanted 1 to 4096",
                "2 | map sleep --timeout 5x ::: 1         | --timeout is \"5x\"; wanted a number and a unit",
                "2 | map sleep --halt x ::: 1             | --halt is \"x\"; wanted soon or now",
                "2 | map sleep --paralelism 2 ::: 1       | fix: --parallelism",
                "2 | map sleep --label x ::: 1            | --label is \"x\"; wanted K=V",
                "2 | mpa sleep                            | unknown verb mpa",
                "2 | map sleep 5s                         | fix: ::: 5s",
                "2 | run ::: a                            | no command; it stands after --",
                "2 | run -- echo ::: a                    | ::: stands behind --",
                "2 | map sleep --resume ::: 1             | --resume needs the job log",
                "3 | map sleeep ::: 1                     | fix: did you mean sleep?",
                "3 | map spin --arg x=1 ::: 1             | unknown argument \"x\"; known: iterations",
                "3 | map spin --jar nope.jar ::: 1        | jar nope.jar does not exist",
                "3 | map spin --jar text ::: 1            | jar text is not a jar",
                "3 | map spin -a nope                     | cannot read items from nope: no such file",
                "3 | map spin -a .                        | it is a directory",
                "3 | map spin --glob *.zip                | no file matches *.zip",
                "3 | run -a nul -- echo                   | holds a NUL character in nul, line 2, column 2",
                "3 | run -a big -- echo                   | longer than 10 MiB in big, line 1",
                "3 | map sleep --joblog /dev/full ::: 1ms | no space left on the device",
                "3 | map sleep --joblog no/log ::: 1ms    | no such directory",
                "3 | map spin -a bad.csv                  | bad table row in bad.csv, line 2, column 2",
                "125 | map sleep --deadline 100ms ::: 9s  | deadline",
                "125 | map sleep --halt now,fail=1 -j1 ::: x 9s  | 1 failed · 1 cancelled"
            })
    void everyMistakeIsOneClearError(int exit, String line, String message) throws Exception {
        write("text", "no jar\n");
        write("nul", "a\nb\0c\n");
        write("bad.csv", "a,b\n1\n");
        if (line.contains("big")) {
            write("big", "x".repeat((10 << 20) + 1));
        }
        Launched ran = grid(line.split(" "));
        assertThat(ran.err()).contains(message).doesNotContain("\tat ");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.exit()).isEqualTo(exit);
        if (exit == 3) {
            assertThat(ran.err()).contains("nothing was submitted").containsOnlyOnce("error[GRID-C");
        }
    }

    @Test
    void badJsonIsShownWithItsPlace() throws Exception {
        write("batch.jsonl", "{\"id\":\"a\"}\n{\"id\":\"a\",\"task\":\"primes\",\"n\":5,}\n");
        assertThat(grid("map", "sleep", "-a", "batch.jsonl").err()).isEqualTo("""
                        error[GRID-C301]: bad JSON in batch.jsonl, line 2, column 33
                        2 | {"id":"a","task":"primes","n":5,}
                          |                                 ^ unexpected `}` after a comma
                           nothing was submitted
                        """);
        assertThat(grid("map", "sleep", "-o", "json", "-a", "batch.jsonl").err())
                .startsWith(
                        "{\"error\":{\"code\":\"GRID-C301\",\"message\":\"bad JSON in batch.jsonl, line 2, column 33\"");
    }

    @Test
    void aStreamThatTurnsBadSaysWhatRan() throws Exception {
        Launched ran = Launched.grid(dir, "\"1ms\"\n\"2ms\"\n{,}\n\"1ms\"\n", "map", "sleep", "--format", "jsonl");
        assertThat(ran.out()).isEqualTo("1ms\n2ms\n");
        assertThat(ran.err())
                .contains("bad JSON in stdin, line 3, column 2", "2 items before it were submitted: 2 done");
        assertThat(ran.exit()).isEqualTo(3);
    }

    @Test
    void aReaderThatGoesAwayEndsItQuietly() throws Exception {
        Launched ran = Launched.shell(dir, "yes 0ms | \"$GRID\" map sleep --quiet | head -n 1; echo ${PIPESTATUS[1]}");
        assertThat(ran.out()).isEqualTo("0ms\n141\n");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void aFullDiskUnderStdoutIsOneError() throws Exception {
        Launched ran = Launched.shell(dir, "\"$GRID\" map sleep --progress none ::: 0ms > /dev/full");
        assertThat(ran.err())
                .startsWith("error[GRID-C602]: cannot write results to stdout: no space left")
                .contains("1 done");
        assertThat(ran.exit()).isEqualTo(125);
    }

    @Test
    void anInterruptCancelsAndSaysHowToContinue() throws Exception {
        Launched ran = Launched.shell(
                dir,
                "\"$GRID\" map sleep --joblog log -j 2 ::: 1ms 60s 60s & p=$!; "
                        + "until grep -q DONE log 2>/dev/null; do sleep 0.05; done; kill -TERM $p; wait $p");
        // TERM stands for Ctrl-C: a shell has what runs in the background ignore INT
        assertThat(ran.exit()).isEqualTo(130);
        assertThat(ran.err()).contains("interrupted", "1 done", "cancelled", "continue with: grid map --resume sleep");
    }

    @Test
    void plainProgressGoesFromZeroToTheSummary() throws Exception {
        Launched ran = grid("map", "sleep", "--progress", "plain", "-j", "2", ":::", "400ms", "400ms");
        List<String> lines = ran.err().lines().toList();
        assertThat(lines.get(0)).startsWith("sleep   0 %   0/2");
        assertThat(lines.get(lines.size() - 1)).contains("finished   2 done");
        assertThat(ran.err()).doesNotContain("\r").doesNotContain("\u001b");
    }

    @Test
    void onATerminalTheBlockIsReplacedByTheSummary() throws Exception {
        Launched ran = Launched.terminal(dir, "\"$GRID\" map sleep -j 2 ::: 1500ms 1600ms", Map.of());
        assertThat(ran.out()).contains("░", "0/2", "local ██ 2/2", "\u001b[J", "1500ms", "finished");
        assertThat(ran.exit()).isZero();
    }

    @Test
    void aTerminalWithoutColourOrBlocksGetsNone() throws Exception {
        Launched plain =
                Launched.terminal(dir, "\"$GRID\" map sleep ::: 1500ms", Map.of("LC_ALL", "C", "NO_COLOR", "1"));
        assertThat(plain.out()).contains("....").doesNotContain("░", "\u001b[3");
        Launched dumb = Launched.terminal(dir, "\"$GRID\" map sleep ::: 1500ms", Map.of("TERM", "dumb"));
        assertThat(dumb.out()).contains("sleep   0 %   0/1").doesNotContain("\u001b");
        Launched ci = Launched.terminal(dir, "\"$GRID\" map sleep ::: 1ms", Map.of("CI", "true"));
        assertThat(ci.out()).contains("sleep   0 %   0/1").doesNotContain("\u001b[J");
    }

    @Test
    void aTerminalIsNotReadInSilence() throws Exception {
        Launched ran = Launched.terminal(dir, "\"$GRID\" map sleep", Map.of());
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).contains("no items, and stdin is a terminal", "fix: ");
    }

    @Test
    void stderrOnATerminalDoesNotColourStdoutInAFile() throws Exception {
        Launched ran =
                Launched.terminal(dir, "\"$GRID\" map sleep ::: x > out; \"$GRID\" map sleep ::: 1ms >> out", Map.of());
        assertThat(Files.readString(dir.resolve("out"))).isEqualTo("1ms\n");
        assertThat(ran.out()).contains("\u001b[1;31mfinished with failures", "\u001b[32mfinished");
    }
}
