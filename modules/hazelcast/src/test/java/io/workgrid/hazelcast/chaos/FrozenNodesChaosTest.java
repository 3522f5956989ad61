package io.workgrid.hazelcast.chaos;

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
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kill -STOP} until the others have given a node up, then {@code kill -CONT}: it goes on where it was and has to learn that it is late. */
@Tag("nightly") // the build has it in containers
@ExtendWith(Logs.class)
@Timeout(value = 400, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FrozenNodesChaosTest {
    /** A frozen node is to be noticed within about 10 s; a busy machine gets some more. */
    private static final Duration NOTICED = Duration.ofSeconds(30);

    private static final Duration END = Duration.ofSeconds(120);

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.workgrid.hazelcast.chaos.Seeds#all")
    void frozenNodeComesBackAsANewOneAndNothingCountsTwice(long seed, @TempDir Path dir) {
        try (Cluster cluster = Cluster.of(3, 2);
                Grid grid = cluster.connect()) {
            Path marks = dir.resolve("marks");
            Feed feed = Feed.atLeast(20_000);
            Feed unsafeFeed = Feed.atLeast(500);
            JobHandle<Integer> job = grid.submit(Work.counted(feed, Duration.ofMillis(1)));
            JobHandle<Integer> unsafe =
                    grid.submit(Work.marked(unsafeFeed, Duration.ofMillis(10), marks, Effect.UNSAFE));
            Reading reading = Reading.of(job, feed);
            new Storm(cluster, job, new Random(seed), 5_000).freeze(Math.min(3, Seeds.runs()), NOTICED);
            feed.enough();
            unsafeFeed.enough();
            JobView view = cluster.awaitEnd(job, END);
            System.out.printf(
                    "freezes, seed %d: %s%n  %s%n  %s%n", seed, cluster.story(), view, cluster.awaitEnd(unsafe, END));
            reading.awaitGood();
            Truth.allDone(job, feed.given());
            Truth.doneOnceOrUnknown(unsafe, unsafeFeed.given(), marks);
        }
    }
}
