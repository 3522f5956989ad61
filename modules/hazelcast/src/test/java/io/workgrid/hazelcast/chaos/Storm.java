package io.workgrid.hazelcast.chaos;

import io.workgrid.api.JobHandle;
import io.workgrid.hazelcast.process.Cluster;
import io.workgrid.hazelcast.process.Frozen;
import io.workgrid.hazelcast.process.JavaProcess;
import io.workgrid.hazelcast.process.NodeProcess;
import io.workgrid.hazelcast.process.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Hits nodes of a cluster while a job runs: a random one, at random points of the job's progress, the next only when the grid has all its
 * copies again, as one copy of everything is what these grids keep. For one thread.
 */
final class Storm {
    private final Cluster cluster;
    private final JobHandle<?> job;
    private final Random dice;
    private final int every;

    /**
     * A storm.
     *
     * @param every how many items lie between two hits, about
     */
    Storm(Cluster cluster, JobHandle<?> job, Random dice, int every) {
        this.cluster = cluster;
        this.job = job;
        this.dice = dice;
        this.every = every;
    }

    /** Kills so many nodes one after the other, and replaces each. */
    void kill(int times) {
        for (int n = 0; n < times; n++) {
            NodeProcess victim = next();
            victim.kill();
            note("kill " + victim.node());
            cluster.begin().awaitReady();
            settle();
        }
    }

    /** Freezes so many nodes one after the other for so long, which is longer than the others wait for a heartbeat. */
    void freeze(int times, Duration howLong) {
        for (int n = 0; n < times; n++) {
            NodeProcess victim = next();
            String before = victim.node();
            NodeProcess other = cluster.alive().stream()
                    .filter(node -> node != victim)
                    .findFirst()
                    .orElseThrow();
            try (Frozen frozen = victim.freeze()) {
                note("freeze " + before);
                Wait.until(
                        before + " is missed",
                        howLong,
                        () -> other.nodes().stream()
                                .noneMatch(seen -> seen.node().equals(before)));
                note("missed");
                long left = job.view().settled();
                if (!Wait.within(JavaProcess.PATIENCE, () -> further(left + 1))) {
                    throw cluster.hangs("the others do not go on: " + job.view(), null);
                }
            }
            note("thaw");
            Wait.until(
                    before + " comes back as a new node",
                    JavaProcess.PATIENCE,
                    () -> other.nodes().size() == cluster.alive().size()
                            && other.nodes().stream()
                                    .noneMatch(seen -> seen.node().equals(before)));
            settle();
        }
    }

    private void settle() {
        cluster.awaitSize();
        cluster.awaitSafe();
        note("whole");
    }

    /** Waits for the next point of progress; that none comes is a job that hangs. */
    private NodeProcess next() {
        long at = job.view().settled() + every / 2 + dice.nextInt(every);
        if (!Wait.within(JavaProcess.PATIENCE, () -> further(at))) {
            throw cluster.hangs("item " + at + " has no outcome: " + job.view(), null);
        }
        List<NodeProcess> all = cluster.alive();
        return all.get(dice.nextInt(all.size()));
    }

    private boolean further(long settled) {
        return job.view().settled() >= settled || job.view().phase().ended();
    }

    private void note(String what) {
        cluster.note(what + " at " + job.view().settled());
    }
}
