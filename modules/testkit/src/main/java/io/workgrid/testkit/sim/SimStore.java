package io.workgrid.testkit.sim;

import static io.workgrid.testkit.sim.Violation.unless;

import io.workgrid.api.view.JobPhase;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Ledger;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Reply;
import java.util.HashSet;
import java.util.Set;

/**
 * The store: the production ledger, result blocks, and {@link Invariants} beside them. It may execute a request twice, its clock may be
 * another member's, and the ledger may have come from bytes.
 */
final class SimStore {
    private static final int SKEW_MILLIS = 30;
    private static final int EACH_ITEM_EVERY = 64;

    final Blocks blocks = new Blocks();
    final Invariants invariants;
    private final Scenario scenario;
    private final Dice dice;
    private final Agenda agenda;
    private final Set<String> lost = new HashSet<>();
    private Ledger ledger;
    private LedgerView lastView;
    private long calls;
    private long refusals;

    SimStore(Scenario scenario, Dice dice, Agenda agenda) {
        this.scenario = scenario;
        this.dice = dice;
        this.agenda = agenda;
        this.ledger = Ledger.open(scenario.spec());
        this.lastView = ledger.view();
        this.invariants = new Invariants(scenario.spec());
    }

    Reply exchange(Exchange request) {
        Reply reply = once(request);
        return dice.chance(scenario.executedTwice()) ? once(request) : reply;
    }

    private Reply once(Exchange request) {
        long now = now();
        Reply reply = ledger.exchange(request, now);
        refusals += reply.refusals().size();
        invariants.exchanged(request, reply, now);
        changed();
        return reply;
    }

    void lost(String node) {
        lost.add(node);
        long now = now();
        ledger.lost(node, now);
        invariants.lost(node, now);
        changed();
    }

    boolean isLost(String node) {
        return lost.contains(node);
    }

    void append(long end) {
        ledger.append(end);
        invariants.appended(end);
        changed();
    }

    void seal() {
        ledger.seal();
        invariants.sealed();
        changed();
    }

    void stop(Reply.Stop how, JobPhase endAs) {
        ledger.stop(how, endAs, "the client said so", now());
        invariants.stopped(how, endAs);
        changed();
    }

    void pause() {
        long now = now();
        ledger.pause("the client said so", ledger.view().steered() + 1, now);
        invariants.paused(now);
        changed();
    }

    void resume() {
        long now = now();
        ledger.resume(ledger.view().steered() + 1, now);
        invariants.resumed(now);
        changed();
    }

    /** @param number above {@link LedgerView#tuned} when the client looked */
    void setParallelism(int leases, long number) {
        long now = now();
        ledger.setParallelism(leases, number, now);
        invariants.parallelismSet(leases, number, now);
        changed();
    }

    void setPriority(int priority, long number) {
        long now = now();
        ledger.setPriority(priority, number, now);
        invariants.prioritySet(priority, number, now);
        changed();
    }

    void release() {
        long now = now();
        ledger.release(now);
        invariants.released(now);
        changed();
    }

    void tick() {
        long now = now();
        ledger.tick(now);
        invariants.ticked(now);
        changed();
    }

    LedgerView view() {
        return ledger.view();
    }

    private long now() {
        return agenda.nowMillis()
                + (agenda.nowMillis() < Scenario.CALM_MILLIS ? dice.between(0, SKEW_MILLIS) : SKEW_MILLIS);
    }

    private void changed() {
        LedgerView view = ledger.view();
        unless(view.version() >= lastView.version(), () -> "version fell from " + lastView.version());
        lastView = view;
        invariants.check(view);
        if (++calls % EACH_ITEM_EVERY == 0) {
            invariants.checkItems(view);
        }
        if (dice.chance(scenario.storedAnew())) {
            byte[] bytes = ledger.toBytes();
            ledger = Ledger.ofBytes(bytes);
            unless(ledger.view().equals(view), () -> "ledger from bytes is " + ledger.view() + ", not " + view);
        }
    }

    long calls() {
        return calls;
    }

    long refusals() {
        return refusals;
    }
}
