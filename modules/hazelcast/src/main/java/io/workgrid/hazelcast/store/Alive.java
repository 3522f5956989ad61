package io.workgrid.hazelcast.store;

import com.hazelcast.map.IMap;
import io.workgrid.api.JobId;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Says that this process still gives the items of its jobs, and which jobs it reads: by entries that go by themselves. A keeper ends a
 * job whose giver is silent, and keeps one that is read. Any thread may use it.
 */
final class Alive implements AutoCloseable {
    private static final long EVERY_SECONDS = StoreSetup.ALIVE_FOR.toSeconds() / 5;

    private final IMap<String, Boolean> alive;
    private final String name = "process-" + UUID.randomUUID();
    private final AtomicBoolean giving = new AtomicBoolean();
    private final Map<JobId, Long> reading = new ConcurrentHashMap<>();
    private volatile @Nullable ScheduledFuture<?> repeating;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "workgrid-alive");
        thread.setDaemon(true);
        return thread;
    });

    Alive(IMap<String, Boolean> alive) {
        this.alive = alive;
    }

    /** This process, as the giver of items. */
    String name() {
        return name;
    }

    /** The first word is there before the job is. */
    void begin() {
        if (giving.compareAndSet(false, true)) {
            say(name);
            repeating = timer.scheduleWithFixedDelay(this::sayAgain, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void sayAgain() {
        try {
            say(name);
        } catch (RuntimeException e) {
            // the next word comes soon
        }
    }

    private void say(String who) {
        alive.set(who, true, StoreSetup.ALIVE_FOR.toSeconds(), TimeUnit.SECONDS);
    }

    /** The job is being read. */
    void reads(JobId job) {
        long now = System.nanoTime();
        Long last = reading.get(job);
        if (last == null || now - last > TimeUnit.SECONDS.toNanos(EVERY_SECONDS)) {
            reading.put(job, now);
            alive.setAsync(job.text(), true, StoreSetup.ALIVE_FOR.toSeconds(), TimeUnit.SECONDS);
            reading.values().removeIf(at -> now - at > TimeUnit.SECONDS.toNanos(2 * EVERY_SECONDS));
        }
    }

    @Override
    public void close() {
        ScheduledFuture<?> mine = repeating;
        if (mine != null) {
            mine.cancel(false);
        }
        timer.shutdownNow();
    }
}
