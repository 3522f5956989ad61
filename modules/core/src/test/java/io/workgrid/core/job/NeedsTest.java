package io.workgrid.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a job that needs others begins, waits, or never begins. */
class NeedsTest {

    /** Ten items, of which so many did not end as DONE. */
    private static JobView job(JobPhase phase, long failed, long unknown, long cancelled) {
        long done = phase.ended() ? 10 - failed - unknown - cancelled : 4;
        return new JobView(
                "j-x", "x", "t", phase, null, 10, true, 0, done, failed, unknown, cancelled, 0, 1, 0, Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "RUNNING,   0, 0, 0, WAIT,  waits for j-x",
                "RUNNING,   1, 0, 0, WAIT,  waits for j-x",
                "PAUSED,    0, 0, 0, WAIT,  waits for j-x",
                "STOPPING,  0, 0, 0, WAIT,  waits for j-x",
                "FINISHED,  0, 0, 0, BEGIN, -",
                "FINISHED,  1, 0, 0, NEVER, 'needs j-x, which failed'",
                "FINISHED,  0, 1, 0, NEVER, 'needs j-x, which failed'",
                "CANCELLED, 0, 0, 0, NEVER, 'needs j-x, which was cancelled'",
                "CANCELLED, 0, 0, 9, NEVER, 'needs j-x, which was cancelled'",
                "FAILED,    0, 0, 9, NEVER, 'needs j-x, which failed'",
                "FAILED,    0, 0, 0, NEVER, 'needs j-x, which failed'",
                "LOST,      0, 0, 0, NEVER, 'needs j-x, which was lost'",
            })
    void oneNeededJobDecides(
            JobPhase phase, long failed, long unknown, long cancelled, Needs.What what, String reason) {
        Needs decision = Needs.of(List.of("j-x"), Map.of("j-x", job(phase, failed, unknown, cancelled)));
        assertThat(decision).isEqualTo(new Needs(what, reason));
    }

    @Test
    void aJobThatIsGoneIsNeverWaitedFor() {
        assertThat(Needs.of(List.of("j-x"), Map.of()))
                .isEqualTo(new Needs(Needs.What.NEVER, "needs j-x, which is no longer kept"));
    }

    @Test
    void allMustHaveEndedWellAndOnlyTheOthersAreNamed() {
        Map<String, JobView> jobs = new HashMap<>();
        jobs.put("j-a", job(JobPhase.FINISHED, 0, 0, 0));
        jobs.put("j-b", job(JobPhase.RUNNING, 0, 0, 0));
        jobs.put("j-c", job(JobPhase.PAUSED, 0, 0, 0));
        List<String> needs = List.of("j-a", "j-b", "j-c");
        assertThat(Needs.of(needs, jobs)).isEqualTo(new Needs(Needs.What.WAIT, "waits for j-b, j-c"));
        jobs.put("j-b", job(JobPhase.FINISHED, 0, 0, 0));
        jobs.put("j-c", job(JobPhase.FINISHED, 0, 0, 0));
        assertThat(Needs.of(needs, jobs).what()).isEqualTo(Needs.What.BEGIN);
    }

    @Test
    void oneThatFailedDecidesThoughOthersRun() {
        Map<String, JobView> jobs =
                Map.of("j-a", job(JobPhase.RUNNING, 0, 0, 0), "j-b", job(JobPhase.FINISHED, 1, 0, 0));
        assertThat(Needs.of(List.of("j-a", "j-b"), jobs).reason()).isEqualTo("needs j-b, which failed");
    }

    @Test
    void ofManyAFewAreNamed() {
        List<String> needs = new ArrayList<>();
        for (int n = 1; n <= 7; n++) {
            needs.add("j-" + n);
        }
        assertThat(Needs.waits(needs)).isEqualTo("waits for j-1, j-2, j-3, j-4, j-5 and 2 more");
        assertThat(Needs.waits(List.of())).isNull();
    }
}
