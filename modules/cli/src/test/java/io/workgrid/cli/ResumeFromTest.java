package io.workgrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.JobHandle;
import io.workgrid.api.JobOptions;
import io.workgrid.api.JobSpec;
import io.workgrid.api.ResultStream;
import io.workgrid.cli.Asked.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code --resume-from}: what an ended job has done is left out by content. Against the real server, in this process. */
@Timeout(60)
class ResumeFromTest {
    private final Asked asked = new Asked(2);

    @TempDir
    private Path dir;

    private Path mended = Path.of("");

    @BeforeEach
    void name() {
        mended = dir.resolve("mended");
    }

    @AfterEach
    void end() {
        asked.close();
    }

    /** A command that fails on {@code b} as long as nothing was mended. */
    private Said run(String flags, String... items) {
        List<String> line = new ArrayList<>(List.of("run"));
        line.addAll(Arrays.asList(flags.split(" ")));
        line.add(":::");
        line.addAll(List.of(items));
        line.addAll(List.of("--", "sh", "-c", "echo $1; test $1 != b || test -e " + mended, "sh"));
        return asked.say(line.toArray(String[]::new));
    }

    @Test
    void insertedItemRunsADoneOneDoesNotAFailedOneDoes() throws Exception {
        assertThat(run("-q", "a", "b", "c").exit()).isEqualTo(1);
        String first = asked.latest();
        Files.createFile(mended);
        Said again = run("--resume-from " + first, "n", "a", "b", "c", "d");
        assertThat(again.exit()).isZero();
        assertThat(again.out()).isEqualTo("n\nb\nd\n");
        assertThat(again.err()).contains("5 done (2 by an earlier run)");
        assertThat(asked.say("status", "@latest", "-o", "json").out())
                .contains("\"grid.goes-on-from\":\"" + first + "\"");
    }

    @Test
    void sameItemTwiceAndDoneOnceRunsOnceMore() {
        run("-q", "a", "c");
        assertThat(run("-q --resume-from @latest", "a", "a", "c", "a").out()).isEqualTo("a\na\n");
    }

    @Test
    void resumedJobIsResumedWithAllThatWasDoneBeforeIt() throws Exception {
        run("-q", "a", "b", "c");
        Files.createFile(mended);
        run("-q --resume-from @latest", "a", "b", "c", "d");
        assertThat(run("-q --resume-from @latest", "e", "a", "b", "c", "d").out())
                .isEqualTo("e\n");
    }

    @Test
    void retryGoesOnFromTheJobItRepeats() throws Exception {
        run("-q", "a", "b", "c");
        Files.createFile(mended);
        assertThat(asked.say("retry", "-q", "@latest").exit()).isZero();
        assertThat(run("-q --resume-from @latest", "a", "b", "c", "d").out()).isEqualTo("d\n");
    }

    @Test
    void itemsOfEveryKindAreKnownAgain() throws Exception {
        Path items = Files.writeString(dir.resolve("items.jsonl"), """
                "text"
                "\\u00fc \\ud83d\\ude00 \\"q\\" \\n"
                ""
                1
                -0
                1.0
                1e3
                0.1
                1e-7
                -123456789012345678
                123456789012345678901234567890
                true
                {"a":[1,2.5,null,true,"x"],"b":{"c":{}},"d":""}
                {"b":1,"a":2}
                {"none":[],"deep":[[[[[[[[[[1]]]]]]]]]]}
                """);
        Path table = Files.writeString(dir.resolve("t.csv"), "host,db\nh1,a\nh2,b\n");
        for (List<String> input : List.of(
                List.of("-a", items.toString(), "--", "true"),
                List.of("-a", table.toString(), "--", "true"),
                List.of(":::", "0..9", "--", "true"))) {
            List<String> line = new ArrayList<>(List.of("run"));
            line.addAll(input);
            Said first = asked.say(line.toArray(String[]::new));
            assertThat(first.exit()).as(first.err()).isZero();
            line.addAll(1, List.of("--resume-from", "@latest"));
            asked.say(line.toArray(String[]::new));
            assertThat(asked.say("status", "@latest", "-o", "json").out()).contains("\"count\":0");
        }
    }

    @Test
    void otherWorkIsRefusedUnlessForced() {
        run("-q", "a");
        String[] other = {"run", "-q", "--resume-from", "@latest", ":::", "a", "n", "--", "echo", "other"};
        Said refused = asked.say(other);
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("error[GRID-C604]", "did other work", "--force", "nothing was submitted");
        List<String> forced = new ArrayList<>(List.of(other));
        forced.add(1, "--force");
        assertThat(asked.say(forced.toArray(String[]::new)).out()).isEqualTo("other n\n");
    }

    @Test
    void whatIsNotKnownIsSaidAndNothingIsSubmitted() throws Exception {
        JobSpec<String, Object> sleep = JobSpec.named("sleep", Map.of(), List.of("1ms"));
        JobHandle<?> running = asked.grid.submit(JobSpec.named("sleep", Map.of(), List.of("1h")));
        assertThat(map(running).err()).contains("is RUNNING; what it has done is told when it has ended");
        running.cancel();

        JobHandle<?> taken = asked.grid.submit(sleep);
        try (ResultStream<?> results = taken.takeResults()) {
            results.next();
        }
        taken.await();
        assertThat(map(taken).err()).contains("no longer has its results from item 0 on");

        JobHandle<?> dry = asked.grid.submit(sleep.withOptions(JobOptions.DEFAULT.withDryRun(true)));
        dry.await();
        assertThat(map(dry).err()).contains("was a dry run, and has done nothing");

        JobHandle<?> orphan = asked.grid.submit(
                sleep.withOptions(JobOptions.DEFAULT.withLabels(Map.of("grid.goes-on-from", "j-gone"))));
        orphan.await();
        Said gone = asked.say("map", "sleep", "--resume-from", orphan.id().text(), ":::", "1ms");
        assertThat(gone.exit()).isEqualTo(6);
        assertThat(gone.err()).contains("went on from j-gone, which the grid no longer keeps", "nothing was submitted");

        Path log = dir.resolve("log");
        run("-q --joblog " + log, "a", "b");
        run("-q --resume --joblog " + log, "a", "b");
        Said numbered = run("--resume-from @latest", "a", "b");
        assertThat(numbered.exit()).isEqualTo(8);
        assertThat(numbered.err()).contains("carry their place in the input", "nothing was submitted");

        assertThat(run("--resume-from j-nobody", "a").exit()).isEqualTo(6);
        assertThat(run("--resume --joblog " + log + " --resume-from @latest", "a")
                        .exit())
                .isEqualTo(2);
    }

    private Said map(JobHandle<?> from) {
        Said said = asked.say("map", "sleep", "--resume-from", from.id().text(), ":::", "1ms");
        assertThat(said.exit()).as(said.err()).isEqualTo(8);
        assertThat(said.err()).contains("nothing was submitted");
        return said;
    }

    @Test
    void embeddedGridHasNoEarlierJobs() {
        asked.env.remove("GRID_ADDRESS");
        Said said = run("--resume-from j-7f3a", "a");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("error[GRID-C102]: --resume-from needs a cluster", "no earlier job in it");
    }

    @Test
    void eachJobOfABatchIsResumedFromItsOwn() throws Exception {
        String job = "- {name: %s, task: {kind: sleep}, items: {values: [%s]}}\n";
        Path batch = dir.resolve("two.yaml");
        Files.writeString(batch, "jobs:\n" + String.format(job, "one", "1ms, 2ms") + String.format(job, "two", "1ms"));
        String[] ids = asked.say("submit", "-q", "-d", batch.toString()).out().split("\n");
        asked.say("watch", ids[0]);
        asked.say("watch", ids[1]);

        Said unclear = asked.say("submit", "--resume-from", ids[0], batch.toString());
        assertThat(unclear.exit()).isEqualTo(2);
        assertThat(unclear.err()).contains("does not say of which of the 2 jobs", "one, two", "--resume-from one=JOB");
        assertThat(asked.say("submit", "--resume-from", "three=" + ids[0], batch.toString())
                        .exit())
                .isEqualTo(2);

        Files.writeString(
                batch, "jobs:\n" + String.format(job, "one", "1ms, 3ms, 2ms") + String.format(job, "two", "1ms"));
        Said again = asked.say("submit", "--resume-from", "one=" + ids[0], batch.toString());
        assertThat(again.exit()).isZero();
        assertThat(again.err()).contains("3 done (2 by an earlier run)", "two j-");
        assertThat(again.out()).isEqualTo("3ms\n1ms\n");
        // the latest is that of before, not the other job of this batch
        assertThat(asked.say("submit", "-q", "--resume-from", "two=@latest", batch.toString())
                        .out())
                .isEqualTo("1ms\n3ms\n2ms\n");
    }
}
