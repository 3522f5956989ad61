package io.workgrid.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Effect;
import io.workgrid.api.Halt;
import io.workgrid.api.JobOptions;
import io.workgrid.api.RetryPolicy;
import io.workgrid.cli.batch.tree.Source;
import io.workgrid.cli.output.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchReaderTest {
    private static final String JOB = "task: {kind: spin}\nitems: {range: 0..9}\n";

    @Test
    void everyKeyOfAJobIsUnderstood() {
        JobEntry job = only("""
                name: add-index-orders
                labels: {team: billing}
                task:
                  kind: command
                  command: [echo, "{}"]
                  effect: unsafe
                items: {from: dbs.csv, key: "{host}/{db}"}
                parallelism: 40
                chunk: 7
                retries: {max: 3, backoff: {initial: 1s, factor: 3, max: 2m, jitter: false}, notOn: [exit=42, SQLSyntaxErrorException]}
                timeout: 10m
                deadline: 4h
                halt: {when: soon, fail: 2%}
                priority: 5
                env: {PGAPPNAME: grid}
                output: results.jsonl
                """);

        assertThat(job.options())
                .isEqualTo(new JobOptions(
                        "add-index-orders",
                        Map.of("team", "billing"),
                        7,
                        40,
                        new RetryPolicy(
                                3,
                                3,
                                Duration.ofSeconds(1),
                                3,
                                Duration.ofMinutes(2),
                                false,
                                List.of("exit=42", "SQLSyntaxErrorException")),
                        Duration.ofMinutes(10),
                        Duration.ofHours(4),
                        Effect.UNSAFE,
                        Halt.aboveShare(Halt.When.SOON, 0.02),
                        5,
                        false));
        assertThat(job.task().kind()).isEqualTo(TaskEntry.Kind.COMMAND);
        assertThat(job.task().command()).containsExactly("echo", "{}");
        assertThat(job.env()).containsEntry("PGAPPNAME", "grid");
        assertThat(job.output()).isEqualTo(Path.of("dir/results.jsonl"));
        assertThat(job.items().from()).isEqualTo(ItemsEntry.From.TABLE);
        assertThat(job.items().key()).isEqualTo("{host}/{db}");
    }

    @Test
    void whatIsNotSaidHasTheDefaultsOfTheApi() {
        JobEntry job = only(JOB);

        assertThat(job.name()).isEqualTo("spin");
        assertThat(job.options()).isEqualTo(JobOptions.DEFAULT.withName("spin"));
        assertThat(job.output()).isNull();
    }

    @Test
    void aCommandIsAListOrALine() {
        TaskEntry line = only("task: {kind: command, command: \"echo 'a b' {}\"}\nitems: {range: 0..1}")
                .task();
        TaskEntry shell = only("task: {kind: command, shell: true, command: ls | wc}\nitems: {range: 0..1}")
                .task();

        assertThat(line.args()).containsEntry("command", "echo 'a b' {}");
        assertThat(line.command()).isEmpty();
        assertThat(shell.args()).containsEntry("command", "ls | wc");
        assertThat(shell.shell()).isTrue();
    }

    @Test
    void jsonSaysTheSameAsYaml() {
        Report report = new Report(new Source("b.json", ""));
        BatchFile json = BatchReader.read(
                new Source(
                        "b.json", "{\"task\": {\"kind\": \"spin\"}, \"items\": {\"range\": \"0..9\"}, \"chunk\": 5}"),
                report);

        assertThat(report.problems()).isEmpty();
        assertThat(json.jobs().get(0).options())
                .isEqualTo(only(JOB + "chunk: 5").options());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            itms: 1                       ~ 3:1 GRID-C311 unknown key `itms`                                   ~ did you mean `items`?
            paralelism: 4                 ~ 3:1 GRID-C311 unknown key `paralelism`                             ~ did you mean `parallelism`?
            foo: 4                        ~ 3:1 GRID-C311 unknown key `foo`                                    ~ not a key of a job
            task: {kind: spin}            ~ 3:1 GRID-C312 key `task` stands twice in one mapping               ~ first in line 1
            chunk: 0                      ~ 3:8 GRID-C314 `chunk` is `0`; wanted auto, or the most items in one go, from 1 ~
            chunk: [1]                    ~ 3:8 GRID-C313 `chunk` is a list; wanted auto, or the most items in one go, from 1 ~ this is a list
            parallelism: -3               ~ 3:14 GRID-C314 `parallelism` is `-3`; wanted a whole number from 1 ~
            parallelism: many             ~ 3:14 GRID-C314 `parallelism` is `many`; wanted a whole number from 1 ~
            priority: 101                 ~ 3:11 GRID-C314 `priority` is `101`; wanted a whole number from -100 to 100 ~
            timeout: 10 minutes           ~ 3:10 GRID-C314 `timeout` is `10 minutes`; wanted a duration above 0, as 250ms, 1.5s, 10m, 4h ~
            timeout: 0s                   ~ 3:10 GRID-C314 `timeout` is `0s`; wanted a duration above 0, as 250ms, 1.5s, 10m, 4h ~
            deadline:                     ~ 3:10 GRID-C313 `deadline` is empty; wanted a duration above 0, as 250ms, 1.5s, 10m, 4h ~ this is empty
            retries: 3                    ~ 3:10 GRID-C313 retries is `3`; wanted a mapping                    ~ no keys here
            retries: {max: 1001}          ~ 3:16 GRID-C314 `max` is `1001`; wanted a whole number from 0 to 1000 ~
            retries: {notOn: exit=42}     ~ 3:18 GRID-C313 `notOn` is `exit=42`; wanted a list, as [exit=42, IllegalArgumentException] ~ this is text
            retries: {backoff: {initial: 5s, max: 1s}} ~ 3:39 GRID-C314 `max` is `1s`; wanted at least `initial`, 5s ~
            retries: {backoff: {max: 2d}} ~ 3:26 GRID-C314 `max` is `2d`; wanted at most 24h                   ~
            retries: {backoff: {factor: 0.5}} ~ 3:29 GRID-C314 `factor` is `0.5`; wanted a number from 1 to 100 ~
            retries: {backoff: {jitter: maybe}} ~ 3:29 GRID-C313 `jitter` is `maybe`; wanted true or false     ~ this is text
            halt: {when: sonn, fail: 1}   ~ 3:14 GRID-C314 `when` is `sonn`; wanted soon, now or never         ~ did you mean `soon`?
            halt: {when: soon, fail: 0%}  ~ 3:26 GRID-C314 `fail` is `0%`; wanted a number from 1, or a share from above 0 % to 100 %, as 2% ~
            halt: {when: soon}            ~ 3:7 GRID-C315 `halt` has no `fail`                                 ~
            halt: {fail: 2%}              ~ 3:7 GRID-C315 `halt` has no `when`                                 ~
            labels: [a]                   ~ 3:9 GRID-C313 `labels` is a list; wanted names with values, as {team: billing} ~ this is a list
            env: {A: b}                   ~ 3:1 GRID-C316 `env` with task spin                                 ~ only a task of kind command starts a program that has an environment
            needs: extract                ~ 3:8 GRID-C313 `needs` is `extract`; wanted a list of jobs, as [extract] ~ this is text
            needs: [spni]                 ~ 3:9 GRID-C317 job `spin` needs `spni`, which is not in this batch  ~ did you mean `spin`?
            needs: [spin]                 ~ 3:9 GRID-C318 jobs need each other in a circle: spin -> spin       ~ none of them could start
            """)
    void aMistakeInAJobIsPointedAt(String line, String problem, String why) {
        assertOnly(JOB + line, problem, why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            task: sha256                        ~ 1:7 GRID-C313 task is `sha256`; wanted a mapping              ~ no keys here
            task: {}                            ~ 1:7 GRID-C315 the task has no `kind`                          ~
            task: {kind: sql, file: V42.sql}    ~ 1:14 GRID-C321 task kind `sql` is not built yet               ~ this version has command, java and the named tasks
            task: {kind: stream, command: cat}  ~ 1:14 GRID-C321 task kind `stream` is not built yet            ~ this version has command, java and the named tasks
            task: {kind: http, url: "http://x"} ~ 1:14 GRID-C321 task kind `http` is not built yet              ~ this version has command, java and the named tasks
            task: {kind: spin, jar: x.jar}      ~ 1:20 GRID-C316 `jar` with task kind `spin`                    ~ this kind takes args
            task: {kind: spin, effect: unsfe}   ~ 1:28 GRID-C314 `effect` is `unsfe`; wanted pure, idempotent or unsafe ~ did you mean `unsafe`?
            task: {kind: command}               ~ 1:7 GRID-C315 a task of kind command has no `command`         ~
            task: {kind: command, command: []}  ~ 1:32 GRID-C313 `command` is a list; wanted a program and its arguments, as [echo, "{}"] ~ this is a list
            task: {kind: command, command: a | b} ~ 1:32 GRID-C314 `command` is `a | b`, a line for a shell; no shell was asked for ~ pipes and variables mean something to a shell only
            task: {kind: command, command: [a, b], shell: true} ~ 1:32 GRID-C316 `command` is a list with `shell: true` ~ a shell takes one line
            task: {kind: java, class: a.B}      ~ 1:7 GRID-C315 a task of kind java has no `jar`                ~
            task: {kind: java, jar: a.jar}      ~ 1:7 GRID-C315 a task of kind java has no `class`              ~
            task: {kind: spin, args: {a: [1]}}  ~ 1:30 GRID-C313 `args.a` is a list; wanted a text              ~ this is a list
            task: {kind: spin, args: {a: 1, a: 2}} ~ 1:33 GRID-C312 key `a` stands twice in `args`              ~ a name can have one value
            """)
    void aMistakeInATaskIsPointedAt(String line, String problem, String why) {
        assertOnly(line + "\nitems: {range: 0..9}\n", problem, why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            items: [1, 2]                   ~ 2:8 GRID-C313 items is a list; wanted a mapping                   ~ no keys here
            items: {}                       ~ 2:8 GRID-C315 `items` has no `values`                             ~
            items: {range: 0..9, glob: "*"} ~ 2:22 GRID-C316 `glob` beside `range`                              ~ items come from one place
            items: {range: 9..0}            ~ 2:16 GRID-C314 `range` is `9..0`; wanted the smaller number first, as 0..9 ~
            items: {range: 1-9}             ~ 2:16 GRID-C314 `range` is `1-9`; wanted the first and the last number, as 0..99 ~
            items: {range: 0..9, key: "{a}"} ~ 2:22 GRID-C316 `key` beside `range`                              ~ these items have no columns; the item itself is its key
            items: {from: a.csv, key: "{a"} ~ 2:27 GRID-C314 `key` is `{a`; wanted columns in braces, as {host}/{db} ~
            items: {values: []}             ~ 2:17 GRID-C313 `values` is a list; wanted a list with at least one item ~ this is a list
            items: {values: [a, [b]]}       ~ 2:21 GRID-C313 `values[1]` is a list; wanted a text, a number, or a row as {host: db-1, port: 5432} ~ this is a list
            items: {lines: }                ~ 2:15 GRID-C313 `lines` is empty; wanted the name of a file       ~ this is empty
            """)
    void aMistakeInItemsIsPointedAt(String line, String problem, String why) {
        assertOnly("task: {kind: spin}\n" + line + "\n", problem, why);
    }

    @Test
    void aJobWithoutTaskOrItemsIsToldBoth() {
        assertThat(problems("name: x\n"))
                .containsExactly("1:1 GRID-C315 the job has no `task`", "1:1 GRID-C315 the job has no `items`");
    }

    @Test
    void anEmptyFileHasNoJob() {
        assertThat(problems("# nothing\n")).containsExactly("1:1 GRID-C310 no job");
    }

    @Test
    void allProblemsAreToldInTheOrderOfTheirPlaces() {
        assertThat(problems("chunk: 0\nitms: {}\ntask: {kind: spin}\ntimeout: x\n"))
                .extracting(problem -> problem.substring(0, problem.indexOf(' ', 6)))
                .containsExactly("1:1 GRID-C315", "1:8 GRID-C314", "2:1 GRID-C311", "4:10 GRID-C314");
    }

    @Test
    void jobsRunBehindWhatTheyNeedElseInTheirOrder() {
        BatchFile batch = batch("""
                jobs:
                  - {name: load, needs: [extract, clean], task: {kind: spin}, items: {range: 0..1}}
                  - {name: extract, task: {kind: spin}, items: {range: 0..1}}
                  - {name: other, task: {kind: spin}, items: {range: 0..1}}
                ---
                name: clean
                needs: [extract]
                task: {kind: spin}
                items: {range: 0..1}
                """);

        assertThat(batch.jobs()).extracting(JobEntry::name).containsExactly("extract", "clean", "load", "other");
    }

    @Test
    void aCircleIsToldWithItsPath() {
        assertThat(problems("""
                        jobs:
                          - {name: a, needs: [b], task: {kind: spin}, items: {range: 0..1}}
                          - {name: b, needs: [c], task: {kind: spin}, items: {range: 0..1}}
                          - {name: c, needs: [a], task: {kind: spin}, items: {range: 0..1}}
                          - {name: d, needs: [a], task: {kind: spin}, items: {range: 0..1}}
                        """)).containsExactly("4:23 GRID-C318 jobs need each other in a circle: a -> b -> c -> a");
    }

    @Test
    void equalNamesAndMissingOnesAreTold() {
        assertThat(problems("""
                        jobs:
                          - {name: a, task: {kind: spin}, items: {range: 0..1}}
                          - {name: a, task: {kind: spin}, items: {range: 0..1}}
                          - {task: {kind: spin}, items: {range: 0..1}}
                        """))
                .containsExactly(
                        "3:12 GRID-C319 two jobs are called `a`", "4:5 GRID-C315 a job in `jobs` has no `name`");
        assertThat(problems("jobs: []\n"))
                .containsExactly("1:7 GRID-C313 `jobs` is a list; wanted a list with at least one job");
        assertThat(problems("jobs:\n- " + JOB.replace("\n", "\n  ") + "name: x\nname: y\n"))
                .containsExactly("5:1 GRID-C311 unknown key `name`");
    }

    private void assertOnly(String text, String problem, String why) {
        Report report = new Report(new Source("dir/b.yaml", text));
        BatchReader.read(new Source("dir/b.yaml", text), report);
        assertThat(report.problems().stream().map(BatchReaderTest::line)).containsExactly(problem);
        assertThat(report.problems().get(0).why()).isEqualTo(why);
    }

    private static List<String> problems(String text) {
        Report report = new Report(new Source("dir/b.yaml", text));
        BatchReader.read(new Source("dir/b.yaml", text), report);
        return report.problems().stream().map(BatchReaderTest::line).toList();
    }

    private static String line(Problem problem) {
        Problem.Where where = problem.where();
        return where.line() + ":" + where.column() + " " + problem.code() + " " + problem.message();
    }

    private static BatchFile batch(String text) {
        Report report = new Report(new Source("dir/b.yaml", text));
        BatchFile batch = BatchReader.read(new Source("dir/b.yaml", text), report);
        assertThat(report.problems()).isEmpty();
        return batch;
    }

    private static JobEntry only(String text) {
        return batch(text).jobs().get(0);
    }
}
