package io.workgrid.hazelcast.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.ItemResult;
import io.workgrid.api.JobHandle;
import io.workgrid.api.ResultStream;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.Outcome;
import io.workgrid.testkit.JobAudit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** What must be true of a job of {@link Work} when it has ended, whatever happened to the grid meanwhile. */
public final class Truth {
    private Truth() {}

    /** Each of these items is DONE once, was counted once, and has the one right result in its place. */
    public static void allDone(JobHandle<?> job, long items) {
        JobView view = job.view();
        assertThat(view.phase()).as("%s", view).isEqualTo(JobPhase.FINISHED);
        assertThat(List.of(view.items(), view.done(), view.failed(), view.unknown(), view.cancelled()))
                .as("items, done, failed, unknown, cancelled of %s", view)
                .containsExactly(items, items, 0L, 0L, 0L);
        assertThat(view.counters())
                .containsExactlyInAnyOrderEntriesOf(Map.of("items", items, "sum", items * (items - 1) / 2));
        JobAudit.ended(job);
        inOrder(job, () -> items);
        eachOnce(job, items);
    }

    /** Reads all results, whose number is asked at the end: none is missing, none is out of its place, all are right. */
    public static void inOrder(JobHandle<?> job, LongSupplier items) {
        try (ResultStream<?> results = job.results()) {
            long next = 0;
            while (results.hasNext()) {
                ItemResult<?> result = results.next();
                assertThat(result.index()).as("index after %d results", next).isEqualTo(next);
                assertThat((Object) result.get()).isEqualTo(Work.result((int) next));
                next++;
            }
            assertThat(next).as("results").isEqualTo(items.getAsLong());
        }
    }

    private static void eachOnce(JobHandle<?> job, long items) {
        BitSet seen = new BitSet();
        try (ResultStream<?> results = job.resultsAsCompleted()) {
            while (results.hasNext()) {
                ItemResult<?> result = results.next();
                assertThat(seen.get((int) result.index()))
                        .as("item %d came before", result.index())
                        .isFalse();
                seen.set((int) result.index());
                assertThat((Object) result.get()).isEqualTo(Work.result((int) result.index()));
            }
        }
        assertThat(seen.cardinality()).as("results as completed").isEqualTo((int) items);
    }

    /**
     * None of these unsafe items ran twice; each is DONE or UNKNOWN; all that ran and were not seen to end are UNKNOWN, and the results say
     * the same as the counts and the record.
     *
     * @param marks the file that {@link Work#marked} wrote
     * @return how many are UNKNOWN
     */
    public static long doneOnceOrUnknown(JobHandle<?> job, long items, Path marks) {
        JobView view = job.view();
        assertThat(view.phase()).as("%s", view).isEqualTo(JobPhase.FINISHED);
        assertThat(view.items()).isEqualTo(items);
        assertThat(view.done() + view.unknown())
                .as("done or unknown of %s", view)
                .isEqualTo(items);
        BitSet ran = once(marks);
        BitSet done = new BitSet();
        BitSet unknown = new BitSet();
        try (ResultStream<?> results = job.results()) {
            for (int next = 0; results.hasNext(); next++) {
                ItemResult<?> result = results.next();
                assertThat(result.index()).isEqualTo(next);
                assertThat(result.item().outcome()).isIn(Outcome.DONE, Outcome.UNKNOWN);
                if (result.item().outcome() == Outcome.DONE) {
                    assertThat((Object) result.get()).isEqualTo(Work.result(next));
                    done.set(next);
                } else {
                    unknown.set(next);
                }
            }
        }
        assertThat((long) done.cardinality()).as("results that are there").isEqualTo(view.done());
        assertThat((long) unknown.cardinality()).as("results that are unknown").isEqualTo(view.unknown());
        assertThat(view.counters()).containsEntry("items", view.done());
        assertThat(view.counters())
                .containsEntry("sum", done.stream().asLongStream().sum());
        JobAudit.ended(job);
        BitSet doneAndNotRun = (BitSet) done.clone();
        doneAndNotRun.andNot(ran);
        assertThat(doneAndNotRun.stream().boxed()).as("DONE, but never ran").isEmpty();
        return view.unknown();
    }

    /** The items that left a mark; that none left two is asserted. */
    private static BitSet once(Path marks) {
        BitSet ran = new BitSet();
        for (String line : lines(marks)) {
            int item = Integer.parseInt(line.substring(0, line.indexOf(' ')));
            assertThat(ran.get(item))
                    .as("item %d ran twice: %s", item, linesOf(marks, item))
                    .isFalse();
            ran.set(item);
        }
        return ran;
    }

    private static List<String> linesOf(Path marks, int item) {
        return lines(marks).stream().filter(line -> line.startsWith(item + " ")).toList();
    }

    /** All marks so far: index, node, attempt. */
    public static List<String> lines(Path marks) {
        try {
            if (!Files.exists(marks)) {
                return List.of();
            }
            String all = Files.readString(marks);
            return all.substring(0, all.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
