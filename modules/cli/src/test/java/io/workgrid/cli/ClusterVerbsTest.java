package io.workgrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.JobSpec;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.Manager;
import io.workgrid.cli.Asked.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs of a cluster, each against the real server, in this process. */
@Timeout(60)
class ClusterVerbsTest {
    private final Asked asked = new Asked(2);

    @TempDir
    private Path dir;

    @AfterEach
    void end() {
        asked.close();
    }

    private final CyclicBarrier bothHold = new CyclicBarrier(3);

    private static final String[] FAILING = {
        "run",
        "--name",
        "three",
        "--label",
        "team=a",
        ":::",
        "a",
        "b",
        "c",
        "--",
        "sh",
        "-c",
        "echo $1; test $1 != b || exit 42",
        "sh"
    };

    private String endless() {
        JobHandle<?> job = asked.grid.submit(JobSpec.named("sleep", Map.of(), List.of("1h", "1h", "1h")));
        return job.id().text();
    }

    @Test
    void aCommandRunsThereAndSaysHowToComeBack() {
        Said said = asked.say(FAILING);
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).isEqualTo("a\nb\nc\n");
        String id = asked.latest();
        assertThat(said.err())
                .contains("submitted  " + id + " \"three\" to grid dev (1 node, 2 workers)")
                .contains("re-attach: grid watch " + id + "      cancel: grid cancel " + id)
                .contains("three " + id + "  finished with failures   2 done · 1 failed")
                .contains("1x  exit 42")
                .contains("details: grid errors " + id + "      run again: grid retry " + id);
    }

    @Test
    void aTaskIsMappedInOrderAndAsTheItemsEnd() {
        assertThat(asked.say("map", "sleep", "-q", ":::", "60ms", "1ms").out()).isEqualTo("60ms\n1ms\n");
        assertThat(asked.say("map", "sleep", "-q", "--unordered", ":::", "300ms", "1ms")
                        .out())
                .isEqualTo("1ms\n300ms\n");
    }

    @Test
    void anUnknownTaskIsRefusedAndNothingIsSubmitted() {
        Said said = asked.say("map", "no-such-task", ":::", "a");
        assertThat(said.exit()).isEqualTo(3);
        assertThat(said.err()).contains("error[GRID-C40", "no-such-task", "nothing was submitted");
        assertThat(asked.say("jobs", "-o", "name").out()).isEmpty();
    }

    @Test
    void wordsOfACommandArriveAsTheyAre() {
        assertThat(asked.say("run", "-q", ":::", "x y", "--", "printf", "[%s]", "a\"b", "\\", "$HOME", "ü\t", "{}")
                        .out())
                .isEqualTo("[a\"b][\\][$HOME][ü\t][x y]");
        assertThat(asked.say("run", "-q", "--shell", "--env", "V=1 2", ":::", "x", "--", "echo \"$V\" {}")
                        .out())
                .isEqualTo("1 2 x\n");
    }

    @Test
    void bytesOfAProgramPassUnharmed() {
        Said said = asked.say("run", "-o", "jsonl", ":::", "\\377", "--", "printf");
        assertThat(said.out()).contains("\"stdoutBase64\":\"/w==\"");
    }

    @Test
    void rowsOfATableFillTheCommand() throws Exception {
        Path hosts = Files.writeString(dir.resolve("h.csv"), "host,db\nh1,a\nh2,b\n");
        assertThat(asked.say("run", "-q", "-a", hosts.toString(), "--", "echo", "{host}/{db} {#}")
                        .out())
                .isEqualTo("h1/a 0\nh2/b 1\n");
    }

    @Test
    void itemsFromStdinAreStreamed() {
        assertThat(asked.fed("1ms\n2ms\n", "map", "sleep", "-q", "-").out()).isEqualTo("1ms\n2ms\n");
    }

    @Test
    void resumeLeavesOutWhatIsDoneAndKeepsTheNumbers() {
        String log = dir.resolve("log").toString();
        asked.say("run", "-q", "--joblog", log, ":::", "a", "b", "--", "sh", "-c", "test $1 != b", "sh");
        Said again = asked.say(
                "run", "--resume", "--force", "--joblog", log, ":::", "n", "a", "b", "c", "--", "echo", "{#}", "{}");
        assertThat(again.out()).isEqualTo("0 n\n2 b\n3 c\n");
        assertThat(again.err()).contains("4 done (1 by an earlier run)");
    }

    @Test
    void batchIsResumedByContentFromTheLogOfEachJob() throws Exception {
        Path batch = dir.resolve("two.yaml");
        String one =
                "- {name: one, task: {kind: command, command: [sh, -c, 'test $1 != b', sh]}, items: {values: [%s]}}\n";
        String two = "- {name: two, needs: [one], task: {kind: sleep}, items: {values: [1ms]}}\n";
        Files.writeString(batch, "jobs:\n" + String.format(one, "a, b") + two);
        String log = dir.resolve("log").toString();
        asked.say("submit", "--joblog", log, batch.toString());
        assertThat(dir.resolve("log.one")).content().contains("\ta\tDONE\t", "\tb\tFAILED\t");

        Files.writeString(batch, "jobs:\n" + String.format(one, "n, a, c") + two);
        Said again = asked.say("submit", "--joblog", log, "--resume", batch.toString());
        assertThat(again.exit()).isZero();
        assertThat(again.err()).contains("3 done (1 by an earlier run)", "two j-");
        assertThat(asked.say("submit", "--resume", batch.toString()).exit()).isEqualTo(2);
        assertThat(asked.say("submit", "-d", "--joblog", log, batch.toString()).exit())
                .isEqualTo(2);
    }

    @Test
    void waitingEndsWith124AndTheJobGoesOn() {
        Said said = asked.say("map", "sleep", "--wait-timeout", "100ms", ":::", "1h");
        assertThat(said.exit()).isEqualTo(124);
        String id = asked.latest();
        assertThat(said.err())
                .contains("error[GRID-C535]: job " + id + " has not ended in time", "grid watch " + id, "it goes on");
        assertThat(asked.say("status", id).out()).contains("  running");
        assertThat(asked.say("watch", id, "--wait-timeout", "100ms").exit()).isEqualTo(124);
        assertThat(asked.say("results", id, "-f", "--wait-timeout", "100ms").exit())
                .isEqualTo(124);
    }

    @Test
    void jobsAreListedFilteredAndBounded() {
        asked.say(FAILING);
        asked.say("map", "sleep", "-q", ":::", "1ms");
        assertThat(asked.say("jobs").out())
                .contains("ID", "PHASE", "three", "sleep", "2/3", "FINISHED")
                .endsWith("2 jobs\n");
        assertThat(asked.say("jobs", "--name", "three", "-o", "name").out()).matches("j-\\S+\n");
        assertThat(asked.say("jobs", "--phase", "running,paused").out()).isEqualTo("0 jobs\n");
        assertThat(asked.say("jobs", "--limit", "1").out()).contains("1 job; there are more: grid jobs --after j-");
        String last = asked.latest();
        assertThat(asked.say("jobs", "--after", last, "-q").out())
                .matches("j-\\S+\n")
                .doesNotContain(last);
        assertThat(asked.say("jobs", "-o", "wide").out()).contains("RETRIED", "PRIORITY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl", "yaml", "csv"})
    void listsHaveMachineForms(String format) {
        asked.say("map", "sleep", "-q", "--name", "n,1", ":::", "1ms");
        String jobs = asked.say("jobs", "-o", format).out();
        assertThat(jobs).contains("n,1").contains("FINISHED").doesNotContain("ID  ");
        String nodes = asked.say("nodes", "-o", format).out();
        assertThat(nodes).contains("local").contains("workers");
        if (format.equals("json")) {
            assertThat(jobs)
                    .startsWith("{\"schema\":\"grid.jobs/v1\",\"jobs\":[{\"id\":\"j-")
                    .contains("\"next\":null");
            assertThat(nodes).startsWith("{\"schema\":\"grid.nodes/v1\"");
        }
    }

    @Test
    void aJobIsNamedByItsIdItsStartOrAsTheLatest() {
        asked.say(FAILING);
        String id = asked.latest();
        assertThat(asked.say("status", id, "-o", "name").out()).isEqualTo(id + "\n");
        assertThat(asked.say("status", id.substring(0, 5), "-q").out()).isEqualTo(id + "\n");
        assertThat(asked.say("status", id.substring(2), "-q").out()).isEqualTo(id + "\n");
        assertThat(asked.say("status", "@latest").out()).startsWith("three " + id + "  finished\n");
        Said none = asked.say("status", "j-zzzzzzzz");
        assertThat(none.exit()).isEqualTo(6);
        assertThat(none.err()).contains("error[GRID-C502]");
        asked.say("map", "sleep", "-q", ":::", "1ms");
        Said two = asked.say("status", "j-");
        assertThat(two.exit()).isEqualTo(6);
    }

    @Test
    void watchSaysHowTheJobEnded() {
        asked.say(FAILING);
        Said watched = asked.say("watch", "@latest");
        assertThat(watched.exit()).isEqualTo(1);
        assertThat(watched.out()).isEmpty();
        assertThat(watched.err()).contains("finished with failures", "details: grid errors");
        assertThat(asked.say("watch", "@latest", "-q").err()).isEmpty();
    }

    @Test
    void resultsComeAgainInOrderFromWhereItIsWanted() {
        asked.say(FAILING);
        assertThat(asked.say("results", "@latest").out()).isEqualTo("a\nb\nc\n");
        Said rows = asked.say("results", "@latest", "-o", "jsonl", "--from", "1");
        assertThat(rows.out().lines()).hasSize(2).first().asString().contains("\"index\":1", "\"error\":\"exit 42\"");
        assertThat(asked.say("results", "@latest", "-f").exit()).isEqualTo(1);
        assertThat(asked.say("results", "@latest", "--unordered", "--from", "1").exit())
                .isEqualTo(2);
    }

    @Test
    void resultsThatAreThereNowAreSaidToBeNotAll() {
        String id = asked.grid
                .submit(JobSpec.named("sleep", Map.of(), List.of("1ms", "1h")))
                .id()
                .text();
        Said now;
        do {
            now = asked.say("results", id);
        } while (now.out().isEmpty());
        assertThat(now.out()).isEqualTo("1ms\n");
        assertThat(now.err()).contains("goes on; these are the 1 results there are now", "--follow");
        assertThat(now.exit()).isZero();
    }

    @Test
    void errorsAreGroupedByReason() {
        asked.say(FAILING);
        Said errors = asked.say("errors", "@latest", "--trace");
        assertThat(errors.out())
                .contains("    1x  exit 42\n        item 1", "        | stdout: b")
                .endsWith("1 of 3 items failed or unknown, 1 reason\n");
        assertThat(asked.say("errors", "@latest", "-o", "json").out())
                .startsWith("{\"schema\":\"grid.errors/v1\",\"errors\":[{\"fingerprint\":")
                .contains("\"count\":1,\"items\":[1]", "\"kind\":\"EXCEPTION\"");
    }

    @Test
    void theJobLogHasALineForEachItem() {
        asked.say(FAILING);
        assertThat(asked.say("joblog", "@latest").out().lines().toList())
                .hasSize(5)
                .anyMatch(line -> line.startsWith("1\tb\tFAILED\t1\t"));
    }

    @Test
    void logsSayHowManyItemsWereAsked() {
        asked.say(FAILING);
        assertThat(asked.say("logs", "@latest").err()).isEqualTo("0 lines of 3 items\n");
        assertThat(asked.say("logs", "@latest", "--failed").err()).isEqualTo("0 lines of 1 item\n");
        assertThat(asked.say("logs", "@latest", "0").exit()).isZero();
    }

    @Test
    void sharedObjectsAreListedShownAndDeleted() {
        asked.grid.manager().dict("painted").put("red", 5);
        asked.grid.manager().counter("rooms").add(3);
        assertThat(asked.say("shared", "ls").out()).contains("painted", "dict", "rooms", "2 objects of the grid");
        assertThat(asked.say("shared", "ls", "-o", "json").out())
                .startsWith("{\"schema\":\"grid.shared/v1\",\"objects\":[{\"name\":\"painted\",\"kind\":\"dict\"");
        assertThat(asked.say("shared", "get", "painted").out()).isEqualTo("\"red\": 5\n");
        assertThat(asked.say("shared", "get", "rooms").out()).isEqualTo("3\n");
        assertThat(asked.say("shared", "rm", "rooms").out()).isEqualTo("rooms  removed\n");
        assertThat(asked.say("shared", "rm", "rooms").exit()).isEqualTo(6);
        assertThat(asked.say("shared", "get", "rooms").err())
                .contains("error[GRID-C527]: there is no shared object \"rooms\" in grid");
        assertThat(asked.say("shared").exit()).isEqualTo(2);
    }

    @Test
    void locksAreListedWithTheirHolders() {
        assertThat(asked.say("locks").out()).isEqualTo("0 held or waited for\n");
        try (Hold hold = asked.grid.manager().lock("ladder").acquire()) {
            assertThat(asked.say("locks", "-o", "wide").out())
                    .contains("ladder", "lock", Long.toString(hold.fence()), "1 held or waited for");
            assertThat(asked.say("locks", "-q").out()).isEqualTo("ladder\n");
            String id = endless();
            try (Hold brush = asked.grid.manager(new JobId(id)).lock("brush").acquire()) {
                assertThat(brush.fence()).isPositive();
                assertThat(asked.say("locks").out()).contains("ladder", " grid ", "brush", id, "2 held or waited for");
                assertThat(asked.say("locks", "--job", id, "-q").out()).isEqualTo("brush\n");
            }
        }
    }

    @Test
    void deadlockIsNamedByItsOwners() throws Exception {
        Thread one = new Thread(() -> take("left", "right"), "one");
        Thread two = new Thread(() -> take("right", "left"), "two");
        one.start();
        two.start();
        try {
            bothHold.await(30, TimeUnit.SECONDS);
            String said = asked.say("locks").out();
            for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                    !said.contains("2 in a deadlock") && System.nanoTime() < end; ) {
                said = asked.say("locks").out();
            }
            assertThat(said).contains("left", "right", "2 held or waited for, 2 in a deadlock");
            assertThat(said).containsPattern("one#\\d+ of local -> thread two#|two#\\d+ of local -> thread one#");
        } finally {
            one.interrupt(); // which ends a wait
            two.interrupt();
            one.join();
            two.join();
        }
        assertThat(asked.say("locks").out()).isEqualTo("0 held or waited for\n");
    }

    private void take(String first, String second) {
        Manager manager = asked.grid.manager();
        try (Hold hold = manager.lock(first).acquire()) {
            bothHold.await(30, TimeUnit.SECONDS);
            manager.lock(second).acquire().close();
        } catch (WaitTimedOutException e) {
            Thread.interrupted();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void cancelPauseAndResumeSayWhatTheJobIsThen() {
        String id = endless();
        assertThat(asked.say("pause", id).out()).contains(id, "paused");
        assertThat(asked.say("resume", id).out()).contains(id, "running");
        assertThat(asked.say("cancel", id, "-q").out()).isEqualTo(id + "\n");
        assertThat(asked.say("watch", id).exit()).isEqualTo(125);
    }

    @Test
    void setChangesAJobThatRuns() {
        String id = endless();
        assertThat(asked.say("set", id, "parallelism=3", "priority=-7").out()).contains(id, "running");
        assertThat(asked.say("status", id).out())
                .containsPattern("parallelism +3\n")
                .containsPattern("priority +-7\n");
        Said wrong = asked.say("set", id, "paralelism=3");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("did you mean `parallelism`?", "nothing was changed");
        assertThat(asked.say("set", id, "priority=x").exit()).isEqualTo(2);
    }

    @Test
    void retryRunsTheFailedItemsAgainAsANewJob() throws Exception {
        Path mended = dir.resolve("mended");
        asked.say("run", "-q", ":::", "a", "b", "c", "--", "sh", "-c", "test $1 != b || test -e " + mended, "sh");
        String first = asked.latest();
        Said none = asked.say("retry", first, "--items", "0");
        assertThat(none.exit()).as(none.err()).isEqualTo(3);
        Files.createFile(mended);
        Said again = asked.say("retry", first);
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.err()).contains("submitted  j-", "1 done");
        assertThat(asked.say("retry", first, "-d", "--items", "1").out()).matches("j-\\S+\n");
        assertThat(asked.say("retry", first, "--unknown", "--items", "1").exit())
                .isEqualTo(2);
    }

    @Test
    void aNodeThatIsNotThereCannotBeDrained() {
        assertThat(asked.say("drain", "no-such-node").exit()).isIn(6, 8);
    }

    @Test
    void jobsOfABatchWaitInTheGridForThoseTheyNeed() throws Exception {
        Path batch = Files.writeString(
                dir.resolve("b.yaml"),
                "jobs:\n"
                        + "  - {name: a, task: {kind: command, command: [sh, -c, sleep 0.3]}, items: {values: [x]}}\n"
                        + "  - {name: b, needs: [a], task: {kind: command, command: [echo, '{}']}, items: {values: [y]}}\n");
        Said said = asked.say("submit", "-d", batch.toString());
        List<String> ids = said.out().lines().toList();
        assertThat(ids).as(said.err()).hasSize(2);
        assertThat(asked.say("status", ids.get(1), "-o", "json").out()).contains("\"needs\":[\"" + ids.get(0) + "\"]");
        assertThat(asked.say("watch", ids.get(1)).exit()).isZero();
        assertThat(asked.say("status", ids.get(0)).out()).contains("finished");
    }

    @Test
    void aSlipInOneNameTouchesNoJob() {
        String id = endless();
        assertThat(asked.say("cancel", id, "j-zzzzzzzz").exit()).isEqualTo(6);
        assertThat(asked.say("status", id).out()).contains("  running\n");
    }

    @Test
    void ganttDrawsALaneForEachWorker() throws Exception {
        asked.say("map", "sleep", "-q", ":::", "20ms", "20ms", "20ms", "20ms");
        assertThat(asked.say("gantt", "@latest").out())
                .containsPattern("local(-\\d+)? 0  \\|")
                .containsPattern("local(-\\d+)? 1  \\|")
                .contains("█", " %\n", "0s");
        Path svg = dir.resolve("run.svg");
        assertThat(asked.say("gantt", "@latest", "--svg", svg.toString()).err()).isEqualTo("wrote " + svg + "\n");
        assertThat(Files.readString(svg))
                .startsWith("<svg")
                .contains("<title>items 0 to")
                .endsWith("</svg>\n");
    }

    @Test
    void topIsOneLookWhereThereIsNoTerminal() {
        String id = endless();
        Said top;
        do {
            top = asked.say("top");
        } while (!top.out().contains("2/2"));
        assertThat(top.out())
                .contains("grid dev   1 node   2/2 workers busy   1 job", "  ██ 2/2", "    1 |", id + "  sleep");
    }

    @Test
    void withoutAnAddressAVerbSaysWhatIsMissing() {
        asked.env.remove("GRID_ADDRESS");
        Said said = asked.say("jobs");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("error[GRID-C532]: no address of a grid", "--address HOST:PORT, GRID_ADDRESS");
        assertThat(asked.say("map", "sleep", "-q", ":::", "1ms").out()).isEqualTo("1ms\n");
    }

    @Test
    void nobodyThereEndsWith5() {
        Said said = asked.say("jobs", "--address", "127.0.0.1:1", "-o", "json");
        assertThat(said.exit()).isEqualTo(5);
        assertThat(said.err()).startsWith("{\"error\":{\"code\":\"GRID-C505\"").contains("connection refused");
    }

    @Test
    void aBatchIsSubmittedAndFollowed() throws Exception {
        Path batch = Files.writeString(
                dir.resolve("b.yaml"),
                "name: two\ntask: {kind: command, command: [echo, '{}']}\nitems: {values: [x, y]}\n");
        Said said = asked.say("submit", batch.toString());
        assertThat(said.out()).isEqualTo("x\ny\n");
        assertThat(said.err()).contains("checked    ", "submitted  j-", "to grid dev", "two j-", "finished   2 done");
        Said detached = asked.say("submit", "-d", batch.toString());
        assertThat(detached.out()).matches("j-\\S+\n");
        assertThat(asked.say("watch", detached.out().strip()).exit()).isZero();
    }

    @Test
    void whatABatchWritesHereIsReadByTheNextJobAndCannotBeDetached() throws Exception {
        Path batch = Files.writeString(
                dir.resolve("b.yaml"),
                "jobs:\n"
                        + "  - {name: a, task: {kind: command, command: [echo, '{}']}, items: {values: [x]}, output: a.txt}\n"
                        + "  - {name: b, needs: [a], task: {kind: command, command: [echo, got, '{}']}, items: {lines: a.txt}}\n");
        Said said = asked.say("submit", batch.toString());
        assertThat(said.out()).as(said.err()).isEqualTo("got x\n");
        Said detached = asked.say("submit", "-d", batch.toString());
        assertThat(detached.exit()).isEqualTo(2);
        assertThat(detached.err()).contains("job `b` reads what another job of the batch writes here");
    }
}
