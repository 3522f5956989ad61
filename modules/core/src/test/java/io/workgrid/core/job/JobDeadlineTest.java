package io.workgrid.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.JobOptions;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class JobDeadlineTest {
    private static long deadline(Duration longest) {
        return ShardLayout.deadlineMillis(JobOptions.DEFAULT.withDeadline(longest), 1_000);
    }

    @Test
    void deadlineCountsFromSubmitAndOneBeyondAllTimeIsNone() {
        assertThat(ShardLayout.deadlineMillis(JobOptions.DEFAULT, 1_000)).isZero();
        assertThat(deadline(Duration.ofSeconds(2))).isEqualTo(3_000);
        assertThat(deadline(Duration.ofNanos(1))).isEqualTo(1_001);
        assertThat(deadline(ChronoUnit.FOREVER.getDuration())).isZero();
    }
}
