package io.workgrid.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.core.limit.Turns.Job;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is asked first. */
class TurnsTest {

    @Test
    void theHighestPriorityGoesFirst() {
        assertThat(Turns.order(List.of(new Job(0, 0, 0), new Job(5, 9, 9), new Job(-100, 0, 0))))
                .containsExactly(1, 0, 2);
    }

    @Test
    void amongEqualsTheOneWithTheFewestLeasesThenTheOneThatWaitedLongest() {
        assertThat(Turns.order(List.of(new Job(0, 2, 0), new Job(0, 1, 7), new Job(0, 1, 3))))
                .containsExactly(2, 1, 0);
    }

    @Test
    void jobsOfEqualPriorityGetEqualShares() {
        int[] running = new int[3];
        long[] last = new long[3];
        for (int turn = 1; turn <= 30; turn++) {
            List<Job> jobs = new ArrayList<>();
            for (int n = 0; n < 3; n++) {
                jobs.add(new Job(0, running[n], last[n]));
            }
            int first = Turns.order(jobs).get(0);
            running[first]++;
            last[first] = turn;
        }
        assertThat(running).containsExactly(10, 10, 10);
    }

    @Test
    void nobodyIsNothing() {
        assertThat(Turns.order(List.of())).isEmpty();
    }
}
