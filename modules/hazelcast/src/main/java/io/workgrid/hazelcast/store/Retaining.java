package io.workgrid.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.workgrid.api.GridException;
import io.workgrid.api.JobId;
import io.workgrid.api.view.JobPhase;
import io.workgrid.core.job.Retention;
import io.workgrid.engine.page.ItemPage;
import io.workgrid.engine.page.ResultBlock;
import io.workgrid.engine.store.Classes;
import io.workgrid.engine.store.JobRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Removes ended jobs when it is time, the oldest first, and says so. Done by the oldest member alone; for one thread. */
final class Retaining {
    private static final System.Logger LOG = System.getLogger("io.workgrid.keeper");
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int LOST_ROUNDS = 5;
    private static final int BLOB_ROUNDS = 300;
    /** Whoever waited for the end must have time to read. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private static final Duration PRESSED_FRESH = Duration.ofSeconds(2);
    private static final Duration BLOBS_KEPT = Duration.ofHours(1);
    private static final Duration REASON_KEPT = Duration.ofDays(1);

    private final HazelcastInstance member;
    private final HazelcastStore store;
    private final IMap<String, JobRecord> jobs;
    private final IMap<String, ShardEntry> ledgers;
    private final IMap<String, ItemPage> pages;
    private final IMap<String, ResultBlock> blocks;
    private final IMap<String, CellEntry> cells;
    private final IMap<String, Long> cellKeys;
    private final IMap<String, EndedJob> ended;
    private final IMap<String, Boolean> alive;
    private long lastNanos = System.nanoTime();
    private long rounds;

    Retaining(HazelcastInstance member, HazelcastStore store) {
        this.member = member;
        this.store = store;
        jobs = member.getMap(StoreSetup.JOBS);
        ledgers = member.getMap(StoreSetup.LEDGERS);
        pages = member.getMap(StoreSetup.PAGES);
        blocks = member.getMap(StoreSetup.BLOCKS);
        ended = member.getMap(StoreSetup.ENDED);
        alive = member.getMap(StoreSetup.ALIVE);
        cells = member.getMap(StoreSetup.CELLS);
        cellKeys = member.getMap(StoreSetup.CELL_KEYS);
    }

    void round() {
        boolean oldest = member.getCluster().getMembers().iterator().next().localMember();
        if (!oldest || System.nanoTime() - lastNanos < EVERY_NANOS) {
            return;
        }
        lastNanos = System.nanoTime();
        rounds++;
        if (rounds % LOST_ROUNDS == 0) {
            noteLost();
        }
        retain(System.currentTimeMillis(), store.notes().full() != null);
        sayRoom();
        if (rounds % BLOB_ROUNDS == 0) {
            removeBlobs();
        }
    }

    /** A job may take a quarter of what is free, counted without the copies. */
    private void sayRoom() {
        Runtime here = Runtime.getRuntime();
        long free = here.maxMemory() - here.totalMemory() + here.freeMemory();
        store.notes().room(free * member.getCluster().getMembers().size() / 4 / 2);
    }

    /** A shard that is not there tells nobody that it has ended. */
    private void noteLost() {
        Map<String, EndedJob> known = known();
        for (JobId id : store.jobs()) {
            if (complete(id.text(), known.get(id.text()))) {
                continue;
            }
            try {
                if (store.view(id).phase() == JobPhase.LOST) {
                    int count = store.record(id).shards().count();
                    IntStream.range(0, count)
                            .forEach(shard ->
                                    ended.executeOnKey(id.text(), new NoteEnd(shard, System.currentTimeMillis(), 0)));
                }
            } catch (GridException e) {
                // gone meanwhile
            }
        }
    }

    private Map<String, EndedJob> known() {
        return ended.entrySet().stream()
                .filter(each -> each.getValue().removed() == null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private boolean complete(String job, @Nullable EndedJob end) {
        try {
            return end != null
                    && end.shards().length
                            >= store.record(new JobId(job)).shards().count();
        } catch (GridException e) {
            return true; // without a record there is nothing to wait for
        }
    }

    /** Where memory is short, what has ended goes sooner. */
    private void retain(long nowMillis, boolean pressed) {
        Map<String, EndedJob> over = known();
        over.entrySet().removeIf(each -> !complete(each.getKey(), each.getValue()));
        if (over.isEmpty()) {
            return;
        }
        Set<String> needed = Dependants.needed(store, over.keySet());
        List<Map.Entry<String, EndedJob>> oldestFirst = over.entrySet().stream()
                .filter(each -> !needed.contains(each.getKey()))
                .filter(each ->
                        nowMillis - each.getValue().endedMillis() > (pressed ? PRESSED_FRESH : FRESH).toMillis())
                .filter(each -> !alive.containsKey(each.getKey()))
                .sorted(Comparator.comparingLong(each -> each.getValue().endedMillis()))
                .toList();
        Retention retention = limits(pressed);
        int overdue = retention.overdue(
                oldestFirst.stream()
                        .map(each -> new Retention.Kept(
                                each.getValue().endedMillis(), each.getValue().bytes()))
                        .toList(),
                nowMillis);
        if (overdue > 0) {
            remove(oldestFirst.subList(0, overdue), retention);
        }
    }

    /** With a copy of each, an eighth of the memory of all nodes. */
    private Retention limits(boolean pressed) {
        long all = Runtime.getRuntime().maxMemory()
                * member.getCluster().getMembers().size();
        long most = all / 8 / 2;
        return new Retention(Retention.DEFAULT.mostJobs(), Retention.DEFAULT.longest(), pressed ? most / 8 : most);
    }

    private void remove(List<Map.Entry<String, EndedJob>> overdue, Retention retention) {
        Map<String, Integer> shards = new HashMap<>();
        for (Map.Entry<String, EndedJob> each : overdue) {
            String why = "it ended at " + Instant.ofEpochMilli(each.getValue().endedMillis())
                    + ", and the grid keeps the last " + retention.mostJobs() + " jobs, for " + retention.longest()
                    + ", with " + retention.mostBytes() + " bytes of results";
            ended.set(
                    each.getKey(),
                    new EndedJob(
                            each.getValue().shards(),
                            each.getValue().endedMillis(),
                            each.getValue().bytes(),
                            why),
                    REASON_KEPT.toSeconds(),
                    TimeUnit.SECONDS);
            shards.put(each.getKey(), each.getValue().shards().length);
            jobs.delete(each.getKey());
        }
        shards.forEach((job, count) ->
                IntStream.range(0, count).forEach(shard -> ledgers.delete(Keys.shard(new JobId(job), shard))));
        Set<String> all = Set.copyOf(shards.keySet());
        pages.removeAll(OfJobs.among(all));
        blocks.removeAll(OfJobs.among(all));
        cells.removeAll(OfJobs.among(all));
        cellKeys.removeAll(OfJobs.among(all));
        LOG.log(
                System.Logger.Level.INFO,
                "removed " + all.size() + " ended jobs, the oldest: "
                        + overdue.get(0).getKey());
    }

    private void removeBlobs() {
        List<String> used = new ArrayList<>();
        for (JobRecord job : store.records()) {
            if (job.code().classes() instanceof Classes.Shared shared) {
                shared.jars().forEach(jar -> used.add(jar.sha256()));
            }
            used.addAll(job.broadcasts().values());
        }
        store.blobs().removeUnused(Set.copyOf(used), BLOBS_KEPT);
    }
}
