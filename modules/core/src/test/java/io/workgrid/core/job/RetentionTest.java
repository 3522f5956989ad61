package io.workgrid.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.core.job.Retention.Kept;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which ended jobs go. */
class RetentionTest {
    private static final Retention RETENTION = new Retention(2, Duration.ofSeconds(10), 100);

    @Test
    void jobsStayWhileTheyAreFewYoungAndSmall() {
        assertThat(RETENTION.overdue(List.of(), 0)).isZero();
        assertThat(RETENTION.overdue(List.of(new Kept(0, 50), new Kept(5, 50)), 10_000))
                .isZero();
    }

    @Test
    void theOldestGoWhenTheyAreTooManyTooOldOrTooLarge() {
        assertThat(RETENTION.overdue(List.of(new Kept(0, 1), new Kept(1, 1), new Kept(2, 1)), 10))
                .isEqualTo(1);
        assertThat(RETENTION.overdue(List.of(new Kept(0, 1), new Kept(9_000, 1)), 10_001))
                .isEqualTo(1);
        assertThat(RETENTION.overdue(List.of(new Kept(0, 60), new Kept(1, 60)), 10))
                .isEqualTo(1);
        assertThat(RETENTION.overdue(List.of(new Kept(0, 600)), 10)).isEqualTo(1);
    }
}
