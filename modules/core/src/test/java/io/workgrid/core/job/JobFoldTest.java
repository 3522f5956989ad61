package io.workgrid.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Ranges;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What shards are together. */
class JobFoldTest {
    private static final JobFold.Told JOB =
            new JobFold.Told("j1", "paint", "sha256", 10, Map.of("team", "red"), List.of("j-0"));

    private static LedgerView shard(JobPhase phase, @Nullable String reason, long first, long end) {
        Map<Outcome, Long> counts = Map.of(Outcome.DONE, 4L, Outcome.FAILED, 3L, Outcome.UNKNOWN, 2L);
        return new LedgerView(
                1,
                phase,
                reason,
                first,
                end,
                true,
                0,
                0,
                3,
                -5,
                null,
                5,
                counts,
                7,
                Ranges.of(first, end),
                Map.of(),
                Map.of("rows", first + 1));
    }

    private static JobView fold(LedgerView... shards) {
        return JobFold.fold(JOB, 99, List.of(shards));
    }

    @Test
    void numbersAreSums() {
        JobView view = fold(shard(JobPhase.RUNNING, null, 0, 20), shard(JobPhase.RUNNING, null, 20, 50));
        assertThat(view)
                .isEqualTo(new JobView(
                        "j1",
                        "paint",
                        "sha256",
                        JobPhase.RUNNING,
                        null,
                        50,
                        true,
                        10,
                        8,
                        6,
                        4,
                        0,
                        14,
                        10,
                        0,
                        Map.of("rows", 22L),
                        Map.of("team", "red"),
                        3,
                        -5,
                        List.of("j-0")));
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING RUNNING, RUNNING",
        "RUNNING FINISHED, RUNNING",
        "PAUSED RUNNING, PAUSED",
        "PAUSED FINISHED, PAUSED",
        "STOPPING PAUSED, STOPPING",
        "CANCELLED RUNNING, STOPPING",
        "FAILED PAUSED, STOPPING",
        "LOST RUNNING, STOPPING",
        "FINISHED FINISHED, FINISHED",
        "FINISHED CANCELLED, CANCELLED",
        "CANCELLED FAILED, FAILED",
        "FAILED LOST, LOST",
    })
    void thePhaseIsWhatTheShardsMakeIt(String shards, JobPhase phase) {
        LedgerView[] views = Arrays.stream(shards.split(" "))
                .map(name -> shard(JobPhase.valueOf(name), null, 0, 1))
                .toArray(LedgerView[]::new);
        assertThat(fold(views).phase()).isEqualTo(phase);
        assertThat(fold(views).endedMillis()).isEqualTo(phase.ended() ? 99 : 0);
    }

    @Test
    void theReasonIsThatOfTheShardThatMakesThePhase() {
        assertThat(fold(shard(JobPhase.FINISHED, null, 0, 1), shard(JobPhase.CANCELLED, "enough", 1, 2))
                        .reason())
                .isEqualTo("enough");
        assertThat(fold(shard(JobPhase.CANCELLED, "enough", 0, 1), shard(JobPhase.STOPPING, "late", 1, 2))
                        .reason())
                .isEqualTo("enough");
        assertThat(fold(shard(JobPhase.FINISHED, null, 0, 1)).reason()).isNull();
    }

    @Test
    void aJobHasAtLeastOneShard() {
        assertThatThrownBy(JobFoldTest::fold).hasMessage("a job has at least one shard");
    }
}
