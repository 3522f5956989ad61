package io.workgrid.hazelcast.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Effect;
import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.view.JobView;
import io.workgrid.hazelcast.process.Cluster;
import io.workgrid.hazelcast.process.Feed;
import io.workgrid.hazelcast.process.Logs;
import io.workgrid.hazelcast.process.Truth;
import io.workgrid.hazelcast.process.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kill -9}, again and again; {@code -Dworkgrid.chaos.full=true} once more than else, and among 100,000 items. */
@ExtendWith(Logs.class)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledNodesChaosTest {
    private static final Duration END = Duration.ofSeconds(120);
    private static final int ITEMS = Seeds.FULL ? 100_000 : 10_000;
    private static final int KILLS = Seeds.FULL ? 4 : 3;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.workgrid.hazelcast.chaos.Seeds#all")
    void everyItemHasOneOutcomeWhileNodesAreKilledAndReplaced(long seed) {
        try (Cluster cluster = Cluster.of(3, 2);
                Grid grid = cluster.connect()) {
            Feed feed = Feed.atLeast(ITEMS);
            JobHandle<Integer> job = grid.submit(Work.counted(feed, Duration.ofMillis(1)));
            Reading reading = Reading.of(job, feed);
            new Storm(cluster, job, new Random(seed), ITEMS / 8).kill(KILLS);
            feed.enough();
            JobView view = cluster.awaitEnd(job, END);
            System.out.printf("kills, seed %d: %s%n  %s%n", seed, cluster.story(), view);
            reading.awaitGood();
            Truth.allDone(job, feed.given());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.workgrid.hazelcast.chaos.Seeds#all")
    void noUnsafeItemRunsTwiceAndTheLostOnesAreUnknown(long seed, @TempDir Path dir) {
        try (Cluster cluster = Cluster.of(3, 2);
                Grid grid = cluster.connect()) {
            Path marks = dir.resolve("marks");
            Feed feed = Feed.atLeast(2_000);
            JobHandle<Integer> job = grid.submit(Work.marked(feed, Duration.ofMillis(10), marks, Effect.UNSAFE));
            new Storm(cluster, job, new Random(seed), 600).kill(KILLS - 1);
            feed.enough();
            JobView view = cluster.awaitEnd(job, END);
            System.out.printf("kills of unsafe items, seed %d: %s%n  %s%n", seed, cluster.story(), view);
            long unknown = Truth.doneOnceOrUnknown(job, feed.given(), marks);
            // two workers of each killed node, and what they may hold ahead
            assertThat(unknown).isLessThanOrEqualTo((KILLS - 1) * 4L);
        }
    }

    /** The nodes keep two copies more here, and so two at once are nothing. */
    @Test
    void twoNodesKilledAtOnceLoseNothingOfWhatHasThreeCopies() {
        try (Cluster cluster = Cluster.empty(2, 2, 0).start(5);
                Grid grid = cluster.connect()) {
            Feed feed = Feed.of(20_000);
            JobHandle<Integer> job = grid.submit(Work.counted(feed, Duration.ofMillis(1)));
            cluster.awaitSafe();
            assertThat(job.view().phase().ended()).isFalse();
            cluster.killAtOnce(List.of(cluster.alive().get(0), cluster.alive().get(2)));
            cluster.awaitEnd(job, END);
            Truth.allDone(job, feed.given());
        }
    }
}
