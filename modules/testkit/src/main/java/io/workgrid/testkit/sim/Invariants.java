package io.workgrid.testkit.sim;

import static io.workgrid.testkit.sim.Violation.unless;

import io.workgrid.api.Effect;
import io.workgrid.api.Halt;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.LedgerSpec;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a ledger, watched from outside: told what was asked and answered, it keeps each item by itself, in the most simple-minded
 * way, and throws a {@link Violation} as soon as an answer or a view cannot be. Confined to one thread.
 *
 * <p>The rules: an item is settled once, by the one live lease that held it. No two live leases overlap; fences grow; attempts are bounded
 * and no retry comes early. A report counts exactly if its lease is live and the node's own. An exchange that comes again gets the same
 * answer. Counters are the sum over accepted items. Nothing is given out while it waits, while paused or stopped, beyond the limits of that
 * moment, or to a lost node. An
 * unsafe item never starts again after it may have started, unless it is known to have failed. Phase and totals are what the events make
 * them.
 */
public final class Invariants {
    /** See Splitter: what takes less by the mean is not cut finer. */
    private static final long LEAST_NANOS = 2_000_000;

    private final LedgerSpec spec;
    private final Items items;
    private final Map<Long, Grant> live = new HashMap<>();
    private final Map<String, Reply> answers = new HashMap<>();
    private final Map<String, Integer> workers = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private final Map<String, Long> counters = new HashMap<>();
    private long lastFence;
    private long worth;
    private long latestMillis;
    private boolean sealed;
    private boolean paused;
    private boolean waits;
    private int parallelism;
    private int priority;
    private long tuned;
    private Reply.Stop stop = Reply.Stop.NONE;
    private JobPhase endAs = JobPhase.FINISHED;

    private record Grant(String node, Reply.Lease lease) {}

    public Invariants(LedgerSpec spec) {
        this.spec = spec;
        this.sealed = spec.end() != LedgerSpec.OPEN;
        this.items = new Items(spec);
        this.waits = spec.waits() != null;
        this.parallelism = spec.parallelism();
        this.priority = spec.priority();
        items.append(sealed ? spec.end() : spec.first());
    }

    /** The deadline is judged whenever the ledger is told the time. */
    public void ticked(long nowMillis) {
        latestMillis = Math.max(latestMillis, nowMillis); // members' clocks differ: what was ready once stays ready
        if (spec.deadlineMillis() > 0 && nowMillis >= spec.deadlineMillis()) {
            stopped(Reply.Stop.NOW, JobPhase.CANCELLED);
        }
    }

    /** The ledger answered a request. */
    public void exchanged(Exchange request, Reply reply, long nowMillis) {
        ticked(nowMillis);
        Reply before = answers.get(request.node());
        unless(reply.seq() == request.seq(), () -> "reply " + reply.seq() + " answers exchange " + request.seq());
        if (before != null && request.seq() <= before.seq()) {
            boolean same = request.seq() == before.seq() && reply.equals(before);
            boolean empty = reply.leases().isEmpty() && reply.refusals().isEmpty();
            unless(
                    same || (empty && request.seq() < before.seq()),
                    () -> "exchange " + request + " came again, got " + reply);
            return;
        }
        List<Reply.Refusal> refusals = new ArrayList<>();
        for (Exchange.Report report : request.reports()) {
            Reply.Reason reason = reported(request.node(), report, nowMillis);
            if (reason != null) {
                refusals.add(new Reply.Refusal(report.fence(), report.first(), reason));
            }
        }
        unless(
                reply.refusals().equals(refusals),
                () -> request + " was refused " + reply.refusals() + ", not " + refusals);
        judge();
        if (!lost.contains(request.node())) {
            workers.put(request.node(), request.workers());
            answers.put(request.node(), reply);
        }
        unless(reply.leases().size() <= request.wanted(), () -> request + " got more than wanted: " + reply);
        reply.leases().forEach(lease -> granted(request.node(), lease));
        unless(reply.ended() == ended(), () -> "reply says ended " + reply.ended() + ", not " + ended());
        unless(reply.priority() == priority, () -> "reply says priority " + reply.priority() + ", not " + priority);
        unless(reply.stop() == stop, () -> "reply says stop " + reply.stop() + ", not " + stop);
    }

    /** Why the report must not count; {@code null} if it must. */
    private Reply.@Nullable Reason reported(String node, Exchange.Report report, long now) {
        Grant grant = live.get(report.fence());
        if (grant == null) {
            return Reply.Reason.NO_SUCH_LEASE;
        }
        if (!grant.node().equals(node)) {
            return Reply.Reason.NOT_YOURS;
        }
        if (isNonsense(report, grant.lease())) {
            lose(grant);
            return Reply.Reason.MALFORMED;
        }
        accepted(report, grant, now);
        return null;
    }

    private boolean isNonsense(Exchange.Report report, Reply.Lease lease) {
        return report.first() != lease.first()
                || report.count() != lease.count()
                || report.ranNanos() < 0
                || report.exceptions().stream().anyMatch(item -> isNonsense(item, lease));
    }

    private boolean isNonsense(Exchange.ItemEnd item, Reply.Lease lease) {
        return item.index() < lease.first()
                || item.index() >= lease.first() + lease.count()
                || (item.end() == Exchange.End.UNKNOWN && spec.effect() != Effect.UNSAFE)
                || (item.end() == Exchange.End.RETRY
                        && lease.attempt() > spec.retries().maxRetries());
    }

    /** What takes little time need not be shared: by the fastest report so far, and with what rounding may add. */
    private void learn(Exchange.Report report) {
        long back = report.exceptions().stream()
                .filter(item -> item.end() == Exchange.End.RELEASED)
                .count();
        if (report.count() > back) {
            worth = Math.max(worth, 2 * LEAST_NANOS * (report.count() - back) / Math.max(1, report.ranNanos()));
        }
    }

    private void accepted(Exchange.Report report, Grant grant, long now) {
        learn(report);
        free(grant);
        report.counters().forEach((name, more) -> counters.merge(name, more, Long::sum));
        Map<Long, Exchange.End> ends = new HashMap<>();
        report.exceptions().forEach(item -> ends.put(item.index(), item.end()));
        eachOf(grant.lease(), index -> items.ended(index, grant.lease(), ends.get(index), isStopped(), now));
    }

    private void granted(String node, Reply.Lease lease) {
        unless(
                phase() == JobPhase.RUNNING && !lost.contains(node),
                () -> lease + " was given to " + node + " in " + phase());
        unless(lease.fence() > lastFence, () -> lease + " after fence " + lastFence);
        unless(parallelism == 0 || live.size() < parallelism, () -> lease + " beyond " + live.size() + " live");
        unless(lease.count() <= mostItems(), () -> lease + " takes more than " + mostItems() + " of " + items.toDo());
        lastFence = lease.fence();
        live.put(lease.fence(), new Grant(node, lease));
        eachOf(lease, index -> items.held(index, lease, latestMillis));
    }

    private long mostItems() {
        int all = workers.values().stream().mapToInt(Integer::intValue).sum();
        int busy = parallelism == 0 ? all : Math.min(all, parallelism);
        long toCome = sealed ? 0 : Math.max(0, spec.expectedEnd() - spec.first() - items.size());
        long shares = Math.max(1, busy);
        long share = Math.max(1, Math.min((items.toDo() + toCome) / (2 * shares), items.toDo() / shares));
        share = Math.max(share, worth);
        long most = spec.chunkSize() == 0 ? share : Math.min(share, spec.chunkSize());
        return spec.effect() == Effect.UNSAFE ? 1 : most;
    }

    private void free(Grant grant) {
        live.remove(grant.lease().fence());
        eachOf(grant.lease(), items::freed);
    }

    private void lose(Grant grant) {
        free(grant);
        eachOf(grant.lease(), index -> items.lost(index, isStopped()));
    }

    private static void eachOf(Reply.Lease lease, LongConsumer action) {
        for (long index = lease.first(); index < lease.first() + lease.count(); index++) {
            action.accept(index);
        }
    }

    /** The ledger was told that a node is lost. */
    public void lost(String node, long nowMillis) {
        ticked(nowMillis);
        lost.add(node);
        answers.remove(node);
        workers.remove(node);
        List.copyOf(live.values()).stream()
                .filter(grant -> grant.node().equals(node))
                .forEach(this::lose);
        judge();
    }

    /** Items were added. */
    public void appended(long end) {
        items.append(end);
        if (isStopped()) {
            items.cancelToDo();
        }
    }

    /** The shard was sealed. */
    public void sealed() {
        sealed = true;
        judge();
    }

    /** It was paused. */
    public void paused(long nowMillis) {
        ticked(nowMillis);
        paused |= !ended() && !isStopped();
    }

    /** It was resumed. */
    public void resumed(long nowMillis) {
        ticked(nowMillis);
        paused = false;
    }

    /** Its parallelism was set, under a number; one that is not above the last one must change nothing. */
    public void parallelismSet(int leases, long number, long nowMillis) {
        ticked(nowMillis);
        parallelism = tunes(number) ? leases : parallelism;
    }

    /** Its priority was set; numbered with {@link #parallelismSet}. */
    public void prioritySet(int to, long number, long nowMillis) {
        ticked(nowMillis);
        priority = tunes(number) ? to : priority;
    }

    private boolean tunes(long number) {
        boolean counts = !ended() && number > tuned;
        tuned = counts ? number : tuned;
        return counts;
    }

    /** What it waited for is there. */
    public void released(long nowMillis) {
        ticked(nowMillis);
        waits = waits && ended();
        judge();
    }

    /** It was stopped. */
    public void stopped(Reply.Stop how, JobPhase as) {
        if (!ended() && how.compareTo(stop) > 0) {
            endAs = isStopped() ? endAs : as;
            stop = how;
            items.cancelToDo();
        }
    }

    private void judge() {
        Halt halt = spec.halt();
        long bad = items.count(Outcome.FAILED) + items.count(Outcome.UNKNOWN);
        boolean byNumber = halt.failures() > 0 && bad >= halt.failures();
        boolean byShare =
                halt.share() > 0 && bad >= 3 && bad > halt.share() * items.size() && (sealed || items.settled() >= 100);
        if (byNumber || byShare) {
            stopped(halt.when() == Halt.When.NOW ? Reply.Stop.NOW : Reply.Stop.SOON, JobPhase.CANCELLED);
        }
    }

    /** A worker begins with an item: it may take effect from now on. */
    public void started(Reply.Lease lease, long index) {
        Item item = items.get(index);
        item.starts++;
        unless(item.starts <= mostAttempts(), () -> "item " + index + " was started " + item.starts + " times");
        boolean again = item.unclear || (item.lastStartedBy != 0 && item.failedBy != item.lastStartedBy);
        unless(
                spec.effect() != Effect.UNSAFE || !again,
                () -> "unsafe item " + index + " was started under fence " + item.lastStartedBy + " and "
                        + lease.fence());
        item.lastStartedBy = lease.fence();
    }

    /** An attempt ended by a time limit, or its worker died: nobody can say what it did. */
    public void unclear(long index) {
        items.get(index).unclear = true;
    }

    private int mostAttempts() {
        return 1 + spec.retries().maxRetries() + spec.retries().maxLostRetries();
    }

    /** Compares totals: cheap, for every step. */
    public void check(LedgerView view) {
        unless(view.phase() == phase(), () -> "phase is " + view.phase() + ", not " + phase());
        unless(
                view.parallelism() == parallelism,
                () -> "parallelism is " + view.parallelism() + ", not " + parallelism);
        unless(view.priority() == priority, () -> "priority is " + view.priority() + ", not " + priority);
        unless((view.waits() != null) == waits, () -> "waits is " + view.waits());
        unless(view.end() == spec.first() + items.size(), () -> "end is " + view.end() + ", not " + items.size());
        unless(view.sealed() == sealed, () -> "sealed is " + view.sealed());
        unless(view.counters().equals(counters), () -> "counters are " + view.counters() + ", not " + counters);
        unless(view.retried() == items.retried(), () -> "retried is " + view.retried() + ", not " + items.retried());
        unless(view.leased() == items.held(), () -> "leased is " + view.leased() + ", not " + items.held());
        for (Outcome outcome : Outcome.values()) {
            long seen = view.counts().getOrDefault(outcome, 0L);
            unless(seen == items.count(outcome), () -> outcome + " is " + seen + ", not " + items.count(outcome));
        }
        unless(
                !phase().ended() || items.settled() == items.size(),
                () -> "ended with " + items.settled() + " of " + items.size());
    }

    /** Compares each item: for now and then, and for the end. */
    public void checkItems(LedgerView view) {
        check(view);
        items.check(view);
    }

    /** Whether the job must have ended. */
    public boolean ended() {
        return live.isEmpty() && (isStopped() || (sealed && !waits && items.settled() == items.size()));
    }

    private boolean isStopped() {
        return stop != Reply.Stop.NONE;
    }

    private JobPhase phase() {
        if (ended()) {
            return endAs;
        }
        if (isStopped()) {
            return JobPhase.STOPPING;
        }
        return paused || waits ? JobPhase.PAUSED : JobPhase.RUNNING;
    }

    Item item(long index) {
        return items.get(index);
    }

    /** How many leases there were. */
    long leases() {
        return lastFence;
    }
}
