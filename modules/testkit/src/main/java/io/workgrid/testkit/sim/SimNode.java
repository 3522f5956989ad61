package io.workgrid.testkit.sim;

import io.workgrid.api.view.ItemError;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import io.workgrid.core.retry.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node as one incarnation: asks for leases, runs them, writes blocks, reports. It can be killed, frozen, cut off and drained. One that is
 * held to be lost does not know, and goes on.
 */
final class SimNode {
    private final String name;
    private final int workers;
    private final Scenario scenario;
    private final Dice dice;
    private final Agenda agenda;
    private final Wire wire;
    private final SimStore store;
    private final Fate fate;

    private final Deque<Reply.Lease> queue = new ArrayDeque<>();
    private final List<LeaseRun> running = new ArrayList<>();
    private final List<Exchange.Report> reports = new ArrayList<>();
    private int writing;
    private long seq;
    private @Nullable Exchange inFlight;
    private Reply.Stop stop = Reply.Stop.NONE;
    private boolean alive = true;
    private boolean draining;
    private boolean ended;
    private long frozenUntil;
    private long cutUntil;

    SimNode(String name, int workers, Scenario scenario, Dice dice, Agenda agenda, Wire wire, SimStore store) {
        this.name = name;
        this.workers = workers;
        this.scenario = scenario;
        this.dice = dice;
        this.agenda = agenda;
        this.wire = wire;
        this.store = store;
        this.fate = new Fate(scenario, dice);
        in(dice.between(0, 20), this::poll);
    }

    String name() {
        return name;
    }

    boolean alive() {
        return alive;
    }

    void kill() {
        alive = false;
    }

    void freeze(long millis) {
        frozenUntil = agenda.nowMillis() + millis;
    }

    void cutOff(long millis) {
        cutUntil = agenda.nowMillis() + millis;
    }

    /** Takes nothing any more, gives back what has not begun. */
    void drain() {
        draining = true;
        releaseQueue();
        talk();
    }

    boolean drained() {
        return draining
                && running.isEmpty()
                && reports.isEmpty()
                && writing == 0
                && inFlight == null
                && queue.isEmpty();
    }

    /** What a node does, it does only while it lives and is not frozen. */
    private void in(long millis, Runnable action) {
        agenda.in(millis, () -> act(action));
    }

    private void act(Runnable action) {
        if (alive && agenda.nowMillis() < frozenUntil) {
            in(frozenUntil - agenda.nowMillis(), action);
        } else if (alive) {
            action.run();
        }
    }

    private void send(Runnable deliver) {
        if (agenda.nowMillis() >= cutUntil) {
            wire.send(deliver);
        }
    }

    private void receive(Runnable action) {
        send(() -> act(action));
    }

    private void poll() {
        talk();
        if (!ended) {
            in(dice.between(20, 400), this::poll);
        }
    }

    private void talk() {
        if (inFlight == null && !ended) {
            int held = queue.size() + running.size() + writing;
            int ahead = scenario.joining() ? 10 * workers : 2 * workers;
            int wanted = draining ? 0 : Math.max(0, ahead - held);
            Exchange request = new Exchange(name, ++seq, reports, wanted, workers);
            reports.clear();
            inFlight = request;
            ask(request);
        }
    }

    /** Again under the same number until there is an answer. */
    private void ask(Exchange request) {
        if (inFlight != null && inFlight.seq() == request.seq()) {
            send(() -> {
                Reply reply = store.exchange(request);
                receive(() -> answered(reply));
            });
            in(dice.between(100, 1_500), () -> ask(request));
        }
    }

    private void answered(Reply reply) {
        if (inFlight == null || inFlight.seq() != reply.seq()) {
            return;
        }
        inFlight = null;
        ended = reply.ended();
        queue.addAll(reply.leases());
        if (reply.stop().compareTo(stop) > 0) {
            stop = reply.stop();
        }
        if (stop == Reply.Stop.NOW) {
            List.copyOf(running).forEach(this::cancel);
        }
        if (stop != Reply.Stop.NONE || draining) {
            releaseQueue();
        }
        work();
        if (!reports.isEmpty()) {
            talk();
        }
    }

    private void releaseQueue() {
        while (!queue.isEmpty()) {
            LeaseRun run = new LeaseRun(List.of(queue.remove()));
            run.releaseRest();
            reports.addAll(run.reports());
        }
    }

    private void work() {
        while (running.size() < workers && !queue.isEmpty()) {
            LeaseRun run = new LeaseRun(take());
            running.add(run);
            nextItem(run);
        }
    }

    /** What a worker runs next: a lease, or several that follow one another as one. */
    private List<Reply.Lease> take() {
        List<Reply.Lease> leases = new ArrayList<>();
        leases.add(queue.remove());
        int most = scenario.joining() ? dice.between(1, 8) : 1;
        while (leases.size() < most
                && !queue.isEmpty()
                && LeaseRun.follows(leases.get(leases.size() - 1), queue.element())) {
            leases.add(queue.remove());
        }
        return leases;
    }

    private void nextItem(LeaseRun run) {
        if (run.atEnd() || stop != Reply.Stop.NONE || draining) {
            finish(run);
            return;
        }
        store.invariants.started(run.lease(), run.next());
        long millis = fate.millis();
        in(millis, () -> itemEnds(run, millis));
    }

    private void itemEnds(LeaseRun run, long millis) {
        if (run.over) {
            return;
        }
        ItemError error = fate.error();
        if (error != null && error.kind() != ItemError.Kind.EXCEPTION) {
            store.invariants.unclear(run.next());
        }
        run.ended(error == null ? null : verdict(run, error), millis);
        if (error != null && error.kind() == ItemError.Kind.WORKER_DIED) {
            finish(run);
        } else {
            nextItem(run);
        }
    }

    private Exchange.End verdict(LeaseRun run, ItemError error) {
        return Verdict.of(
                scenario.spec().retries(), scenario.spec().effect(), run.lease().attempt(), error);
    }

    private void cancel(LeaseRun run) {
        run.ended(Exchange.End.CANCELLED, 0);
        finish(run);
    }

    /** Blocks first, then the report: what the ledger says is done can be read. */
    private void finish(LeaseRun run) {
        run.over = true;
        run.releaseRest();
        running.remove(run);
        writing++;
        write(run, new ArrayDeque<>(run.blocks()));
        work();
    }

    private void write(LeaseRun run, Deque<Blocks.Block> left) {
        if (left.isEmpty()) {
            writing--;
            run.reports().forEach(this::report);
            talk();
            return;
        }
        Blocks.Block block = left.peek();
        send(() -> {
            store.blocks.write(block);
            receive(() -> written(run, left, block));
        });
        in(dice.between(100, 800), () -> again(run, left, block));
    }

    private void written(LeaseRun run, Deque<Blocks.Block> left, Blocks.Block block) {
        if (isNext(left, block)) {
            left.remove();
            write(run, left);
        }
    }

    private void again(LeaseRun run, Deque<Blocks.Block> left, Blocks.Block block) {
        if (isNext(left, block)) {
            write(run, left);
        }
    }

    private static boolean isNext(Deque<Blocks.Block> left, Blocks.Block block) {
        return !left.isEmpty() && left.peek().first() == block.first();
    }

    /** Now and then nonsense, instead of the report or beside it under the fence of some other lease; never such that it could be true. */
    private void report(Exchange.Report report) {
        boolean nonsense = dice.chance(scenario.malformed());
        boolean stray = nonsense && dice.chance(0.5);
        if (nonsense) {
            long fence = report.fence() + (stray ? dice.between(1, 3) : 0);
            reports.add(new Exchange.Report(fence, report.first(), report.count(), List.of(), report.counters(), -1));
        }
        if (!nonsense || stray) {
            reports.add(report);
        }
    }
}
