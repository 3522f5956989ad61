package io.workgrid.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workgrid.api.view.Outcome;
import io.workgrid.cli.output.ItemRow;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.tasks.command.NumberedItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
    private static final String WORK = "run -- [\"gzip\",\"{}\"]";

    @TempDir
    private Path dir;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = dir.resolve("log");
    }

    private static ItemRow row(long index, String key, Outcome outcome) {
        return new ItemRow(
                index,
                key,
                outcome,
                1,
                "local",
                0,
                1_000,
                5,
                0,
                outcome == Outcome.DONE ? null : "E: a\tb\nc",
                null,
                null);
    }

    private void log(Object... doneThenFailed) {
        try (JobLog log = JobLog.create(file, WORK)) {
            for (int i = 0; i < doneThenFailed.length; i++) {
                Object item = doneThenFailed[i];
                boolean failed = String.valueOf(item).startsWith("bad");
                log.ended(row(i, ItemText.of(item), failed ? Outcome.FAILED : Outcome.DONE), ContentHash.of(item));
            }
        }
    }

    private List<Object> left(List<?> input) {
        JobLogReader earlier = Objects.requireNonNull(JobLogReader.read(file, WORK, false));
        TrackedItems items = new TrackedItems(input, earlier.done(), true, false, true);
        List<Object> left = new ArrayList<>();
        items.forEach(left::add);
        assertThat(items.submitted()).isEqualTo(left.size());
        assertThat(items.skippedCount()).isEqualTo(input.size() - left.size());
        return left;
    }

    @Test
    void anInsertedItemRunsADoneOneDoesNotAFailedOneDoes() {
        log("a", "bad1", "c");
        assertThat(left(List.of("new", "a", "bad1", "c", "d"))).containsExactly("new", "bad1", "d");
    }

    @Test
    void theSameItemTwiceAndOnceDoneRunsOnceMore() {
        log("a");
        assertThat(left(List.of("a", "a", "a"))).containsExactly("a", "a");
    }

    @Test
    void rowsAreTheSameByContentAndATextIsNoNumber() {
        log(Map.of("host", "x"), "5");
        assertThat(left(List.of(Map.of("host", "x"), Map.of("host", "y"), 5L, "5")))
                .containsExactly(Map.of("host", "y"), 5L);
    }

    @Test
    void placesInTheInputAreKnownAcrossWhatIsLeftOut() {
        log("a", "c");
        JobLogReader earlier = Objects.requireNonNull(JobLogReader.read(file, WORK, false));
        TrackedItems items = new TrackedItems(List.of("a", "b", "c", "d", "e"), earlier.done(), false, true, true);
        List<Object> numbered = new ArrayList<>();
        items.forEach(numbered::add);
        assertThat(numbered)
                .containsExactly(new NumberedItem(1, "b"), new NumberedItem(3, "d"), new NumberedItem(4, "e"));
        assertThat(List.of(items.inputIndex(0), items.inputIndex(1), items.inputIndex(2)))
                .containsExactly(1L, 3L, 4L);
        assertThat(items.nextSkipped(0)).isEqualTo(new TrackedItems.Skipped(0, 0, "a"));
        assertThat(items.nextSkipped(0)).isNull();
        assertThat(items.nextSkipped(1)).isEqualTo(new TrackedItems.Skipped(1, 2, "c"));
    }

    @Test
    void aTornLastLineIsDroppedAndWrittenOver() throws Exception {
        log("a", "b");
        long whole = Files.size(file);
        Files.writeString(file, "2\tc\tDONE\t1\tlo", StandardOpenOption.APPEND);
        JobLogReader earlier = Objects.requireNonNull(JobLogReader.read(file, WORK, false));
        assertThat(earlier.wholeBytes()).isEqualTo(whole);
        try (JobLog log = JobLog.append(file, earlier.wholeBytes())) {
            log.ended(row(2, "c", Outcome.DONE), ContentHash.of("c"));
        }
        assertThat(Files.readAllLines(file))
                .hasSize(5)
                .last()
                .asString()
                .startsWith("2\tc\tDONE\t1\tlocal\t0\t1000\t5\t0\t\t");
        assertThat(left(List.of("a", "b", "c"))).isEmpty();
    }

    @Test
    void textsWithTabsAndLineEndsStayInTheirField() throws Exception {
        log("x\ty\nz\\", "bad");
        assertThat(Files.readAllLines(file)).hasSize(4);
        assertThat(Files.readAllLines(file).get(2)).contains("\tx\\ty\\nz\\\\\t");
        assertThat(Files.readAllLines(file).get(3).split("\t", -1)).hasSize(11);
    }

    @Test
    void aLogOfOtherWorkIsRefusedUnlessForced() {
        log("a");
        ProblemException e =
                catchThrowableOfType(ProblemException.class, () -> JobLogReader.read(file, "run -- [\"rm\"]", false));
        assertThat(e.exitCode()).isEqualTo(3);
        assertThat(e.problems().get(0).why()).contains("gzip", "rm");
        assertThat(JobLogReader.read(file, "run -- [\"rm\"]", true)).isNotNull();
    }

    @Test
    void whatIsNoLogIsNotResumedFrom() throws Exception {
        Files.writeString(file, "precious\n");
        assertThat(catchThrowableOfType(ProblemException.class, () -> JobLogReader.read(file, WORK, false))
                        .getMessage())
                .contains("cannot resume");
        assertThat(JobLogReader.read(dir.resolve("none"), WORK, false)).isNull();
    }

    @Test
    void aDamagedLineInTheMiddleIsNamed() throws Exception {
        log("a");
        Files.writeString(file, "garbage\n", StandardOpenOption.APPEND);
        assertThat(catchThrowableOfType(ProblemException.class, () -> JobLogReader.read(file, WORK, false))
                        .getMessage())
                .endsWith("line 4, column 1");
    }

    @Test
    void aNewLogKeepsTheOneBefore() throws Exception {
        log("a");
        log("b");
        assertThat(Files.readString(file)).contains("\tb\t");
        assertThat(Files.readString(JobLog.old(file))).contains("\ta\t");
    }

    @Test
    void twoRunsCannotWriteOneLog() {
        try (JobLog first = JobLog.create(file, WORK)) {
            assertThat(first).isNotNull();
            assertThat(catchThrowableOfType(ProblemException.class, () -> JobLog.create(file, WORK))
                            .getMessage())
                    .contains("in use");
        }
    }

    @Test
    void aFullDiskIsSaidBeforeAnythingIsSubmitted() {
        ProblemException e =
                catchThrowableOfType(ProblemException.class, () -> JobLog.create(Path.of("/dev/full"), WORK));
        assertThat(e.exitCode()).isEqualTo(3);
        assertThat(e.getMessage()).contains("no space left");
    }

    @Test
    void manyDoneItemsAreCountedExactly() {
        DoneItems done = new DoneItems();
        for (int i = 0; i < 50_000; i++) {
            done.add(ContentHash.of("item " + i % 40_000));
        }
        for (int i = 0; i < 40_000; i++) {
            ContentHash hash = ContentHash.of("item " + i);
            assertThat(done.take(hash)).isTrue();
            assertThat(done.take(hash)).isEqualTo(i < 10_000);
            assertThat(done.take(hash)).isFalse();
        }
        assertThat(done.take(ContentHash.of("other"))).isFalse();
    }

    @Test
    void aHashIsReadBackAsItWasWritten() {
        ContentHash hash = ContentHash.of("x");
        assertThat(ContentHash.parse(hash.toString())).isEqualTo(hash);
    }
}
