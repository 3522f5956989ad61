package io.workgrid.engine.worker;

import io.workgrid.api.shared.Manager;
import io.workgrid.api.task.AttemptCancelledException;
import io.workgrid.api.task.JobCounter;
import io.workgrid.api.task.TaskContext;
import io.workgrid.api.task.WorkerResource;
import io.workgrid.core.ledger.Reply;
import io.workgrid.engine.codec.ThrownText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The context of one attempt. Used by the thread that runs it. */
final class ItemContext implements TaskContext {
    private static final int MOST_LINES = 1_000;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int LONGEST_KEY = 200;
    private static final int MOST_COUNTERS = 1_000;

    private final RunningJob running;
    private final Reply.Lease lease;
    private final WorkerJob job;
    private final long index;
    private final @Nullable Object item;
    private final @Nullable String givenKey;
    private final Attempt attempt;
    private @Nullable Map<String, Long> counters;
    private @Nullable List<String> log;

    ItemContext(
            RunningJob running,
            Reply.Lease lease,
            WorkerJob job,
            long index,
            @Nullable Object item,
            @Nullable String givenKey,
            Attempt attempt) {
        this.running = running;
        this.lease = lease;
        this.job = job;
        this.index = index;
        this.item = item;
        this.givenKey = givenKey;
        this.attempt = attempt;
    }

    @Override
    public long index() {
        return index;
    }

    @Override
    public String key() {
        return bounded(givenKey == null ? String.valueOf(item) : givenKey);
    }

    /** The key of an item that did not end well; its class may refuse to say a text. */
    String keyAnyhow() {
        return bounded(givenKey == null ? ThrownText.of(item) : givenKey);
    }

    /**
     * The key as a thread can read it that is not the attempt's, which may be in the middle of changing the item or hold its lock: only
     * where nothing can go wrong with that.
     */
    @Nullable
    String keyFromOutside() {
        boolean plain = item instanceof String || item instanceof Number || item instanceof Boolean;
        return givenKey != null || plain ? keyAnyhow() : null;
    }

    static String bounded(String key) {
        return key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY);
    }

    @Override
    public int attempt() {
        return lease.attempt();
    }

    @Override
    public long fence() {
        return lease.fence();
    }

    @Override
    public String jobId() {
        return running.record().id().text();
    }

    @Override
    public String node() {
        return job.node();
    }

    @Override
    public int worker() {
        return job.worker();
    }

    @Override
    public Map<String, String> args() {
        return running.code().args();
    }

    @Override
    public boolean dryRun() {
        return running.record().options().dryRun();
    }

    @Override
    public JobCounter counter(String name) {
        Objects.requireNonNull(name, "the counter's name is null");
        return amount -> {
            Map<String, Long> sums = counters;
            if (sums == null) {
                sums = new HashMap<>();
                counters = sums;
            }
            if (sums.size() >= MOST_COUNTERS && !sums.containsKey(name)) {
                throw new IllegalStateException(
                        "a job has at most " + MOST_COUNTERS + " counters; refused \"" + name + "\"");
            }
            sums.merge(name, amount, Long::sum);
        };
    }

    @Override
    public Manager manager() {
        return running.manager();
    }

    @Override
    public <T> T broadcast(String name, Class<T> type) {
        return running.broadcast(name, type);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the opener of that name says what it is, and whether it may be null
    public <T> T resource(String name, WorkerResource<T> opener) throws Exception {
        return (T) job.resource(name, opener);
    }

    @Override
    public void log(String line) {
        List<String> lines = log;
        if (lines == null) {
            lines = new ArrayList<>();
            log = lines;
        }
        if (lines.size() < MOST_LINES) {
            lines.add(line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " (line cut)");
        } else if (lines.size() == MOST_LINES) {
            lines.add("(log cut after " + MOST_LINES + " lines)");
        }
    }

    @Override
    public void progress(double fraction, @Nullable String remark) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("progress is " + fraction + "; wanted 0 to 1");
        }
        // an embedded grid has nobody yet who looks at it
    }

    @Override
    public boolean cancelled() {
        return attempt.why() != null;
    }

    @Override
    public void checkCancelled() {
        if (attempt.why() != null) {
            throw new AttemptCancelledException("the attempt was told to end");
        }
    }

    List<String> log() {
        return log == null ? List.of() : log;
    }

    Map<String, Long> counters() {
        return counters == null ? Map.of() : counters;
    }
}
