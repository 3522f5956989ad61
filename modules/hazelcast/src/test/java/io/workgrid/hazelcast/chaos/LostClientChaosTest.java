package io.workgrid.hazelcast.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.hazelcast.process.Cluster;
import io.workgrid.hazelcast.process.Logs;
import io.workgrid.hazelcast.process.SubmitProcess;
import io.workgrid.hazelcast.process.Truth;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The program that submitted a job is killed. */
@ExtendWith(Logs.class)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LostClientChaosTest {
    private static final Duration END = Duration.ofSeconds(90);

    @Test
    void anotherProgramReadsAllResultsByTheJobsId() {
        try (Cluster cluster = Cluster.of(2, 2);
                Grid grid = cluster.connect();
                SubmitProcess submitter = SubmitProcess.to(cluster, 1_000, 20, true)) {
            submitter.awaitFed();
            submitter.kill();
            JobHandle<?> job = grid.job(submitter.job());
            JobView then = job.view();
            assertThat(then.phase())
                    .as("when its submitter was killed: %s", then)
                    .isEqualTo(JobPhase.RUNNING);
            Truth.inOrder(job, () -> 1_000);
            cluster.awaitEnd(job, END);
            Truth.allDone(job, 1_000);
        }
    }

    @Test
    void jobWhoseInputIsNotWithTheGridEndsAndSaysWhy() {
        try (Cluster cluster = Cluster.of(2, 2);
                Grid grid = cluster.connect();
                SubmitProcess submitter = SubmitProcess.to(cluster, 500, 1, false)) {
            submitter.awaitFed();
            JobHandle<?> job = grid.job(submitter.job());
            assertThat(job.view().sealed()).isFalse();
            submitter.kill();
            JobView view = cluster.awaitEnd(job, END);
            System.out.println("its submitter was killed before all its input was read: " + view);
            assertThat(view.phase()).isIn(JobPhase.FAILED, JobPhase.CANCELLED, JobPhase.LOST);
            assertThat(view.reason()).isNotBlank();
            assertThat(view.done()).as("what was done stays").isEqualTo(500);
        }
    }
}
