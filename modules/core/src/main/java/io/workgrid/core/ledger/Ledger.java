package io.workgrid.core.ledger;

import io.workgrid.api.Effect;
import io.workgrid.api.Halt;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.split.Splitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The record of what in a shard is to do, leased and done, and the only judge of outcomes. Mutable, confined to one thread at a time,
 * deterministic: what it becomes depends on the calls alone. Its size depends on nodes and workers, never on the number of items.
 *
 * <p>An item is, at any time, one of: not given out yet, returned (ready, or waiting for its retry), in one live lease, settled. It is
 * settled once. Fences grow with every lease; what a lease was given for counts only through a report under its fence while it is live.
 *
 * <table>
 * <caption>events and phases; what is not named changes nothing</caption>
 * <tr><th></th><th>RUNNING</th><th>PAUSED</th><th>STOPPING</th><th>ended</th></tr>
 * <tr><td>exchange</td><td>reports, leases</td><td>reports</td><td>reports</td><td>all reports refused</td></tr>
 * <tr><td>append</td><td>items to do</td><td>items to do</td><td>items CANCELLED</td><td>items CANCELLED</td></tr>
 * <tr><td>seal</td><td colspan="4">no more appends; one that would add items throws</td></tr>
 * <tr><td>lost</td><td colspan="2">items return, or FAILED; unsafe: UNKNOWN</td><td>CANCELLED; unsafe: UNKNOWN</td><td></td></tr>
 * <tr><td>stop, deadline</td><td colspan="2">STOPPING; what nobody holds is CANCELLED</td><td>SOON becomes NOW</td><td></td></tr>
 * <tr><td>pause</td><td>PAUSED</td><td></td><td></td><td></td></tr>
 * <tr><td>resume</td><td></td><td>RUNNING</td><td></td><td></td></tr>
 * <tr><td>set parallelism, priority</td><td colspan="3">for what is given from now on</td><td></td></tr>
 * <tr><td>release</td><td colspan="2">leases from now on</td><td></td><td></td></tr>
 * </table>
 *
 * One that was made to wait gives no leases until it is released, and shows itself as PAUSED meanwhile; it may be paused beside that.
 *
 * <p>It has ended when nothing is leased and either it was stopped, or it is sealed, waits for nothing and all items are settled. Ended for a stop means
 * CANCELLED, FAILED or LOST, as the first stop said, even if every item was done by then; else FINISHED.
 *
 * <p>A failure budget that is spent stops it, unless every item is settled by the same report.
 *
 * <p>Bounds: while {@value #MOST_PIECES} separate pieces of returned items wait, nothing fresh is given out; an exchange gets at most
 * {@value #MOST_LEASES} leases.
 *
 * <p>Ends of items in an accepted report, where it is not plain: RETRY and RELEASED of a stopped ledger are CANCELLED. CANCELLED of an
 * unsafe item is UNKNOWN: it had started. A run of items that are to be tried again waits as one, by its first index. Waits and retries
 * count failures by the lease's attempt number, which counts lost ones too; an item has never more attempts than 1 + retries + retries
 * on loss. A malformed report ends its lease as a loss would.
 */
public final class Ledger {
    static final int MOST_PIECES = 10_000;
    static final int MOST_LEASES = 4_096;

    final LedgerSpec spec;
    final Leases leases = new Leases();
    final Returned returned = new Returned();
    final Totals totals = new Totals();
    final Nodes nodes = new Nodes();
    final Life life = new Life();
    final Tuning tuning;
    final Splitter splitter;

    long cursor;
    long end;
    boolean sealed;
    long version = 1;
    private @Nullable LedgerView seen;

    Ledger(LedgerSpec spec) {
        this.spec = spec;
        this.tuning = new Tuning(spec);
        this.cursor = spec.first();
        this.sealed = spec.end() != LedgerSpec.OPEN;
        this.end = sealed ? spec.end() : spec.first();
        this.splitter = new Splitter(spec.effect() == Effect.UNSAFE ? 1 : spec.chunkSize(), MOST_PIECES);
    }

    /** A new ledger. */
    public static Ledger open(LedgerSpec spec) {
        Ledger ledger = new Ledger(spec);
        ledger.endIfDone();
        return ledger;
    }

    /**
     * Takes finished work and gives out new. The node's last number again gets the stored reply and changes nothing; an earlier one is a
     * duplicate that nobody waits for any more, and gets an empty reply. A node that was lost gets refusals and no leases.
     */
    public Reply exchange(Exchange request, long nowMillis) {
        tick(nowMillis);
        Reply last = nodes.last(request.node());
        if (last != null && request.seq() == last.seq()) {
            return last;
        }
        if (last != null && request.seq() < last.seq()) {
            return reply(request, List.of(), List.of());
        }
        boolean takesPart = nodes.takesPart(request.node(), request.seq());
        List<Reply.Refusal> refusals = takeReports(request, nowMillis);
        judge();
        Reply reply = reply(request, takesPart ? give(request, nowMillis) : List.of(), refusals);
        if (takesPart) {
            nodes.answered(request.node(), request.workers(), reply);
        }
        return reply;
    }

    private Reply reply(Exchange request, List<Reply.Lease> given, List<Reply.Refusal> refusals) {
        return new Reply(
                request.seq(),
                given,
                refusals,
                life.stop(),
                life.phase().ended(),
                tuning.priority(),
                returned.nextReadyMillis());
    }

    private List<Reply.Refusal> takeReports(Exchange request, long nowMillis) {
        List<Reply.Refusal> refusals = new ArrayList<>();
        for (Exchange.Report report : request.reports()) {
            Held held = leases.find(report.fence());
            Reply.Reason reason = ReportCheck.refusal(report, request.node(), held, spec);
            if (reason != null) {
                refusals.add(new Reply.Refusal(report.fence(), report.first(), reason));
            }
            if (held != null && reason == null) {
                accept(report, held, nowMillis);
            } else if (held != null && reason == Reply.Reason.MALFORMED) {
                lose(held);
            }
        }
        return refusals;
    }

    private void accept(Exchange.Report report, Held held, long nowMillis) {
        leases.end(held);
        totals.count(report.counters());
        int ran = held.count();
        int back = 0;
        long next = held.first();
        List<Exchange.ItemEnd> exceptions = report.exceptions();
        for (int at = 0; at < exceptions.size(); ) {
            Exchange.ItemEnd item = exceptions.get(at);
            long runEnd = item.index();
            while (at < exceptions.size() && exceptions.get(at).equals(new Exchange.ItemEnd(runEnd, item.end()))) {
                runEnd++;
                at++;
            }
            done(next, item.index());
            endRun(held, item.index(), runEnd, item.end(), nowMillis);
            next = runEnd;
            ran -= item.end() == Exchange.End.RELEASED ? (int) (runEnd - item.index()) : 0;
            back += item.end() == Exchange.End.RELEASED || item.end() == Exchange.End.RETRY ? 1 : 0;
        }
        done(next, held.end());
        splitter.reported(ran, report.ranNanos(), back);
        version++;
    }

    private void done(long from, long to) {
        if (from < to) {
            totals.settle(from, to, Outcome.DONE, true);
        }
    }

    private void endRun(Held held, long from, long to, Exchange.End how, long nowMillis) {
        switch (how) {
            case FAILED -> totals.settle(from, to, Outcome.FAILED, true);
            case UNKNOWN -> totals.settle(from, to, Outcome.UNKNOWN, true);
            case CANCELLED -> totals.settle(from, to, unsafe() ? Outcome.UNKNOWN : Outcome.CANCELLED, false);
            case RETRY -> tryAgain(held, from, to, nowMillis);
            case RELEASED -> giveBack(new Piece(from, to, held.attempt(), held.lost()));
        }
    }

    private void tryAgain(Held held, long from, long to, long nowMillis) {
        if (life.stopped()) {
            totals.settle(from, to, Outcome.CANCELLED, false);
            return;
        }
        long wait = Backoff.millis(spec.retries(), held.attempt(), spec.seed(), from);
        returned.addWaiting(new Piece(from, to, held.attempt() + 1, held.lost()), nowMillis + wait);
        totals.retried(to - from);
    }

    private void giveBack(Piece piece) {
        if (life.stopped()) {
            totals.settle(piece.first(), piece.end(), Outcome.CANCELLED, false);
        } else {
            returned.addReady(piece);
        }
    }

    /** The lease is over and nobody will ever say how it went. */
    private void lose(Held held) {
        leases.end(held);
        if (unsafe()) {
            totals.settle(held.first(), held.end(), Outcome.UNKNOWN, false);
        } else if (held.lost() >= spec.retries().maxLostRetries() && !life.stopped()) {
            totals.settle(held.first(), held.end(), Outcome.FAILED, false);
        } else {
            totals.retried(life.stopped() ? 0 : held.count());
            giveBack(new Piece(held.first(), held.end(), held.attempt() + 1, held.lost() + 1));
        }
        version++;
    }

    private List<Reply.Lease> give(Exchange request, long nowMillis) {
        if (life.phase() != JobPhase.RUNNING || tuning.waits() != null) {
            return List.of();
        }
        returned.wake(nowMillis);
        long most = Math.min(request.wanted(), MOST_LEASES);
        long workers = nodes.workersWith(request.node(), request.workers());
        if (tuning.parallelism() > 0) {
            most = Math.min(most, tuning.parallelism() - leases.live());
            workers = Math.min(workers, tuning.parallelism());
        }
        List<Reply.Lease> given = new ArrayList<>();
        while (given.size() < most) {
            Piece piece = next(workers);
            if (piece == null) {
                break;
            }
            int count = (int) (piece.end() - piece.first());
            given.add(leases.grant(request.node(), piece.first(), count, piece.attempt(), piece.lost())
                    .lease());
            version++;
        }
        return given;
    }

    /** What came back goes before what is fresh, so that the first items are settled first. */
    private @Nullable Piece next(long workers) {
        long there = end - cursor + returned.readyItems();
        if (there == 0 || (returned.readyItems() == 0 && returned.pieces() >= MOST_PIECES)) {
            return null;
        }
        long toCome = sealed ? 0 : Math.max(0, spec.expectedEnd() - end);
        int size = splitter.next(there, toCome, workers);
        Piece piece = returned.take(size);
        if (piece == null) {
            piece = new Piece(cursor, Math.min(end, cursor + size), 1, 0);
            cursor = piece.end();
        }
        return piece;
    }

    /**
     * Adds items to an open shard.
     *
     * @param newEnd one past the last item that there is now; one that is not above the end so far changes nothing
     * @throws IllegalStateException if it would add items and the shard is sealed
     */
    public void append(long newEnd) {
        if (newEnd <= end) {
            return;
        }
        if (sealed) {
            throw new IllegalStateException(
                    "shard is sealed at " + end + "; items up to " + newEnd + " cannot be added");
        }
        end = newEnd;
        version++;
        if (life.stopped()) {
            cancelWaiting();
        }
    }

    /** No items will be added. */
    public void seal() {
        if (!sealed) {
            sealed = true;
            version++;
            judge();
        }
    }

    /** The node left the grid, or is held to have: its leases end, and it gets none any more. */
    public void lost(String node, long nowMillis) {
        tick(nowMillis);
        leases.of(node).forEach(this::lose);
        nodes.lost(node);
        judge();
    }

    /**
     * Ends the job early. What nobody holds is CANCELLED at once; leases end by their reports.
     *
     * @param how SOON or NOW; only NOW after SOON changes anything once it was stopped
     * @param endAs CANCELLED, FAILED or LOST; what the first stop said counts
     * @param reason for people; what the first stop said counts
     */
    public void stop(Reply.Stop how, JobPhase endAs, String reason, long nowMillis) {
        if (life.stop(how, endAs, reason)) {
            version++;
            cancelWaiting();
            endIfDone();
        }
    }

    /**
     * No new leases until {@link #resume}.
     *
     * @param number above {@link LedgerView#steered}, or it is a duplicate that came late, and changes nothing
     */
    public void pause(String reason, long number, long nowMillis) {
        tick(nowMillis);
        if (!life.phase().ended() && life.steer(number)) {
            life.pause(reason);
            version++;
        }
    }

    /** Leases again; numbered as {@link #pause}. */
    public void resume(long number, long nowMillis) {
        tick(nowMillis);
        if (!life.phase().ended() && life.steer(number)) {
            life.resume();
            version++;
        }
    }

    /**
     * The most live leases from now on. Those that are live stay.
     *
     * @param number above {@link LedgerView#tuned}, or it is a duplicate that came late, and changes nothing
     * @param leases 0: no limit
     */
    public void setParallelism(int leases, long number, long nowMillis) {
        tick(nowMillis);
        if (!life.phase().ended() && tuning.tune(number)) {
            tuning.parallelism(leases);
            version++;
        }
    }

    /** What nodes are told of the job's turn from now on; numbered as {@link #setParallelism}, and with it. */
    public void setPriority(int priority, long number, long nowMillis) {
        tick(nowMillis);
        if (!life.phase().ended() && tuning.tune(number)) {
            tuning.priority(priority);
            version++;
        }
    }

    /** What it waited for is there: it gives leases from now on. Once is for ever. */
    public void release(long nowMillis) {
        tick(nowMillis);
        if (!life.phase().ended() && tuning.release()) {
            version++;
            judge();
        }
    }

    /** Lets time pass: a deadline that is over stops the job. */
    public void tick(long nowMillis) {
        if (spec.deadlineMillis() > 0 && nowMillis >= spec.deadlineMillis()) {
            String reason = "deadline of " + Instant.ofEpochMilli(spec.deadlineMillis()) + " passed";
            stop(Reply.Stop.NOW, JobPhase.CANCELLED, reason, nowMillis);
        }
    }

    private void cancelWaiting() {
        for (Piece piece : returned.takeAll()) {
            totals.settle(piece.first(), piece.end(), Outcome.CANCELLED, false);
        }
        if (cursor < end) {
            totals.settle(cursor, end, Outcome.CANCELLED, false);
            cursor = end;
        }
    }

    private void judge() {
        endIfDone();
        String spent = Budget.spent(spec.halt(), totals, end - spec.first(), sealed);
        if (spent != null) {
            Reply.Stop how = spec.halt().when() == Halt.When.NOW ? Reply.Stop.NOW : Reply.Stop.SOON;
            stop(how, JobPhase.CANCELLED, spent, 0);
        }
    }

    private void endIfDone() {
        boolean allSettled = sealed && tuning.waits() == null && totals.settledItems() == end - spec.first();
        if (!life.phase().ended() && leases.live() == 0 && (life.stopped() || allSettled)) {
            life.end();
            version++;
        }
    }

    private boolean unsafe() {
        return spec.effect() == Effect.UNSAFE;
    }

    /** Whether a node that asks would get a lease. */
    public boolean hasWork() {
        boolean may = life.phase() == JobPhase.RUNNING && tuning.waits() == null && tuning.room(leases.live());
        return may && (cursor < end || returned.readyItems() > 0);
    }

    /** The nodes that take part. */
    public Set<String> nodes() {
        return Set.copyOf(nodes.known().keySet());
    }

    /** The ledger now; built anew only after a change. */
    public LedgerView view() {
        if (seen == null || seen.version() != version) {
            seen = new LedgerView(
                    version,
                    shownPhase(),
                    shownReason(),
                    spec.first(),
                    end,
                    sealed,
                    life.steered(),
                    tuning.tuned(),
                    tuning.parallelism(),
                    tuning.priority(),
                    tuning.waits(),
                    leases.items(),
                    totals.counts(),
                    totals.retried(),
                    totals.settled(),
                    totals.withoutBlock(),
                    totals.counters());
        }
        return seen;
    }

    /** To people a ledger that waits is one that is paused. */
    private JobPhase shownPhase() {
        return waitsOnly() ? JobPhase.PAUSED : life.phase();
    }

    private @Nullable String shownReason() {
        return waitsOnly() ? tuning.waits() : life.reason();
    }

    private boolean waitsOnly() {
        return life.phase() == JobPhase.RUNNING && tuning.waits() != null;
    }

    /** Grows with every change that {@link #view} shows. Costs nothing. */
    public long version() {
        return version;
    }

    /** The whole ledger as bytes, for a store. */
    public byte[] toBytes() {
        return LedgerBytes.write(this);
    }

    /**
     * The ledger that wrote these bytes.
     *
     * @throws IllegalArgumentException if they are not those of a ledger
     */
    public static Ledger ofBytes(byte[] bytes) {
        return LedgerBytes.read(bytes);
    }
}
