package io.workgrid.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.JobSpec.TaskRef;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchCheckTest {
    @TempDir
    Path dir;

    @Test
    void filesAreLookedForBesideTheBatch() throws IOException {
        write("items.txt", "a\nb\n\nc\n");
        Batch batch = load("task: {kind: sha256}\nitems: {lines: items.txt}\noutput: out.jsonl\n");

        assertThat(batch.jobs().get(0).count()).isEqualTo(3);
        assertThat(batch.jobs().get(0).items().get()).containsExactly("a", "b", "c");
        assertThat(batch.jobs().get(0).job().output()).isEqualTo(dir.resolve("out.jsonl"));
    }

    @Test
    void everySourceOfItemsIsCountedAndOpened() throws IOException {
        write("dbs.csv", "host,db\na,1\nb,2\n");
        write("rows.jsonl", "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n");
        assertThat(count("{from: dbs.csv, key: \"{host}/{db}\"}")).isEqualTo(2);
        assertThat(count("{jsonl: rows.jsonl}")).isEqualTo(3);
        assertThat(count("{glob: \"*.csv\"}")).isEqualTo(1);
        assertThat(count("{range: 0..49_999}".replace("_", ""))).isEqualTo(50_000);
        assertThat(count("{values: [a, 2, {host: x}]}")).isEqualTo(3);
    }

    @Test
    void theLineThatSaysCheckedIsTheOneOfTheManual() {
        Batch batch = load("task: {kind: spin}\nitems: {range: 1..50000}\n");

        assertThat(new Batch("primes.yaml", batch.jobs(), 400).checked())
                .isEqualTo("checked    primes.yaml  1 job, 50 000 items, 0 problems                          0.4s");
    }

    @Test
    void keysAreMadeOfColumns() {
        assertThat(new KeyTemplate("{host}/{db}").of(java.util.Map.of("host", "a$1", "db", "x")))
                .isEqualTo("a$1/x");
        assertThat(new KeyTemplate("{host}").of("text")).isEqualTo("text");
    }

    @Test
    void whatIsMissingIsToldWhereItIsNamed() throws IOException {
        write("dbs.csv", "host,db\na,1\n");
        write("bad.jsonl", "{\"n\":1}\n{\"n\":}\n");
        write("empty.txt", "\n\n");
        Files.createDirectory(dir.resolve("sub"));

        assertProblem("spin", "{lines: nope.txt}", "GRID-C320 file `nope.txt` does not exist @2:16");
        assertProblem(
                "spin",
                "{lines: sub}",
                "GRID-C320 file `sub` is a directory; its files are items with glob: \"sub/*\" @2:16");
        assertProblem("spin", "{lines: empty.txt}", "GRID-C206 `empty.txt` holds no item @2:16");
        assertProblem(
                "spin",
                "{from: dbs.csv, key: \"{hst}\"}",
                "GRID-C204 `key` names column `hst`, which the items do not have @2:29");
        assertProblem("spin", "{jsonl: bad.jsonl}", "GRID-C301 bad JSON @2:6");
        assertProblem("sha25", "{range: 0..1}", "GRID-C401 no task is called `sha25` @1:14");
        assertProblem(
                "spin, args: {iterations: x}",
                "{range: 0..1}",
                "GRID-C402 task spin cannot be made: argument iterations is \"x\"; wanted a whole number from 0 to 1000000000000000 @1:14");
        assertThat(problems("task: {kind: spin}\nitems: {glob: \"*.none\"}\n"))
                .singleElement()
                .asString()
                .startsWith("GRID-C206 no file matches ")
                .endsWith("*.none @2:15");
    }

    @Test
    void outputsThatCannotBeWrittenAreToldBeforeAnythingRuns() throws IOException {
        write("items.txt", "a\n");
        Files.createDirectory(dir.resolve("sub"));
        String job = "task: {kind: spin}\nitems: {lines: items.txt}\noutput: ";

        assertThat(problems(job + "no/x.jsonl").get(0)).contains("is in a directory that does not exist @3:9");
        assertThat(problems(job + "sub").get(0)).contains("is a directory @3:9");
        assertThat(problems(job + "items.txt").get(0)).contains("is what the job is read from @3:9");
        assertThat(problems(job + "batch.yaml").get(0)).contains("is what the job is read from @3:9");
        assertThat(problems("jobs:\n"
                                + "- {name: a, task: {kind: spin}, items: {range: 0..1}, output: x}\n"
                                + "- {name: b, task: {kind: spin}, items: {range: 0..1}, output: x}\n")
                        .get(0))
                .contains("is the output of job `a` too @3:63");
    }

    @Test
    void aFileThatANeededJobWritesNeedNotBeThereYet() {
        String jobs = "jobs:\n"
                + "- {name: a, task: {kind: spin}, items: {range: 0..1}, output: made.jsonl}\n"
                + "- {name: b, needs: [a], task: {kind: spin}, items: {range: 0..1}}\n"
                + "- {name: c, NEEDS task: {kind: spin}, items: {jsonl: made.jsonl}}\n";
        Batch batch = load(jobs.replace("NEEDS", "needs: [b],"));

        assertThat(batch.jobs().get(2).count()).isEqualTo(-1);
        assertThat(batch.checked()).contains("3 jobs, 4 items and those of 1 job not counted yet, 0 problems");
        assertThat(problems(jobs.replace("NEEDS", "")).get(0)).contains("file `made.jsonl` does not exist");
    }

    @Test
    void aClassIsLookedForInItsJar() throws IOException {
        jar("app.jar", "com/example/LoadOrder.class");
        write("no.jar", "text");
        String job = "task: {kind: java, jar: app.jar, class: com.example.LoadOrder}\nitems: {range: 0..9}\n";

        assertThat(load(job).jobs().get(0).task())
                .isInstanceOfSatisfying(
                        TaskRef.Named.class,
                        named -> assertThat((Object) named.jars()).isEqualTo(List.of(dir.resolve("app.jar"))));
        assertThat(problems(job.replace("com.example.LoadOrder", "LoadOrder")))
                .singleElement()
                .asString()
                .endsWith("app.jar has no class LoadOrder @1:41");
        assertThat(problems(job.replace("app.jar", "no.jar")))
                .singleElement()
                .asString()
                .endsWith("no.jar is no jar @1:25");
        assertThat(problems(job.replace("app.jar", "x.jar")))
                .singleElement()
                .asString()
                .endsWith("x.jar does not exist @1:25");
    }

    @Test
    void variablesOfTheGridAreNotForTheBatch() {
        assertThat(problems("task: {kind: command, command: ls}\nitems: {range: 0..1}\nenv: {GRID_ITEM: x}\n")
                        .get(0))
                .contains("env sets GRID_ITEM; names with GRID_ are the grid's own");
    }

    @Test
    void everyExampleOfInitIsGood() throws IOException {
        jar("app.jar", "com/example/LoadOrder.class");
        for (String kind : InitCommand.KINDS) {
            Batch batch = load(new String(Texts.resource("init-" + kind + ".yaml"), StandardCharsets.UTF_8));
            assertThat(batch.jobs()).isNotEmpty();
        }
    }

    @Test
    void aBatchThatCannotBeReadIsToldWithItsReason() throws IOException {
        Files.write(dir.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9});

        assertUnreadable(
                dir.resolve("none.yaml").toString(),
                "no such file; looked in " + Path.of("").toAbsolutePath());
        assertUnreadable(dir.toString(), "it is a directory");
        assertUnreadable(dir.resolve("latin.yaml").toString(), "it is not UTF-8 text");
    }

    @Test
    void stdinIsABatchToo() {
        InputStream in = new ByteArrayInputStream(
                "{\"task\": {\"kind\": \"spin\"}, \"items\": {\"range\": \"0..9\"}}".getBytes(StandardCharsets.UTF_8));

        assertThat(Batch.load("-", in).checked()).startsWith("checked    stdin  1 job, 10 items, 0 problems");
    }

    private void assertUnreadable(String file, String why) {
        assertThatThrownBy(() -> Batch.load(file, InputStream.nullInputStream()))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(3);
                    assertThat(e).hasMessage("cannot read batch " + file);
                    assertThat(e.problems().get(0).why()).isEqualTo(why);
                });
    }

    private void assertProblem(String task, String items, String problem) {
        assertThat(problems("task: {kind: " + task + "}\nitems: " + items + "\n"))
                .containsExactly(problem);
    }

    private long count(String items) {
        return load("task: {kind: spin}\nitems: " + items + "\n").jobs().get(0).count();
    }

    private List<String> problems(String text) {
        try {
            load(text);
            return List.of();
        } catch (ProblemException e) {
            assertThat(e.exitCode()).isEqualTo(3);
            assertThat(e.aftermath()).endsWith("nothing was submitted");
            List<String> problems = new ArrayList<>();
            for (Problem problem : e.problems()) {
                Problem.Where where = problem.where();
                problems.add(problem.code() + " " + problem.message() + " @"
                        + (where == null ? "" : where.line() + ":" + where.column()));
            }
            return problems;
        }
    }

    private Batch load(String text) {
        return Batch.load(write("batch.yaml", text).toString(), InputStream.nullInputStream());
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(dir.resolve(name), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void jar(String name, String entry) throws IOException {
        try (OutputStream file = Files.newOutputStream(dir.resolve(name));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.closeEntry();
        }
    }
}
