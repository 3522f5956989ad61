package io.workgrid.engine.node;

import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import io.workgrid.engine.store.JobRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which ledgers are to be talked to, in order, found without looking at all of them: a node may have ten thousand small jobs at once.
 * Whatever changes a desk goes through here. Guarded by the board's lock.
 */
final class Agenda {
    private final TreeSet<Ongoing> askers = new TreeSet<>(Comparator.comparing(Ongoing::turn));
    private final Set<Desk> tellers = new LinkedHashSet<>();
    /** Those that had nothing, in the order in which they said so. */
    private final Set<Desk> silent = new LinkedHashSet<>();

    private final TreeSet<Alarm> alarms = new TreeSet<>(Comparator.comparingLong(Alarm::atMillis)
            .thenComparing(alarm -> alarm.desk.job.turn().arrival())
            .thenComparingInt(alarm -> alarm.desk.shard));
    private final Map<String, Integer> load = new HashMap<>();
    private final ToIntFunction<JobRecord.Scope> quota;
    private int asked;
    private int open;
    private int held;

    /**
     * Nothing to do.
     *
     * @param quota how many workers of a limited pool are this node's; quick, and calls nobody
     */
    Agenda(ToIntFunction<JobRecord.Scope> quota) {
        this.quota = quota;
    }

    private record Alarm(long atMillis, Desk desk) {}

    /** How many leases were asked for and not answered yet, of all jobs. */
    int asked() {
        return asked;
    }

    /** Whether the node holds nothing, and every ledger has answered. */
    boolean settled() {
        return held == 0 && open == 0;
    }

    /** Whether some ledger must be talked to. */
    boolean mustTalk() {
        return !tellers.isEmpty();
    }

    /** The ledger that has waited longest to be told something, or {@code null}. */
    @Nullable
    Desk teller() {
        return tellers.isEmpty() ? null : tellers.iterator().next();
    }

    /** The ledger whose turn it is to be asked for leases, or {@code null} if none may have any. */
    @Nullable
    Desk asker() {
        for (Ongoing job : askers) {
            if (room(job) > 0) {
                return job.asker();
            }
        }
        return null;
    }

    /** How many more leases the pool of the job may have on this node. */
    int room(Ongoing job) {
        JobRecord.Scope scope = job.job.record().scope();
        return scope.workers() == 0 ? Integer.MAX_VALUE : quota.applyAsInt(scope) - load.getOrDefault(scope(job), 0);
    }

    private static String scope(Ongoing job) {
        return job.job.record().scope().id();
    }

    /** Leases of a limited pool that are held or asked for become more, or less. */
    private void load(Ongoing job, int more) {
        if (more != 0 && job.job.record().scope().workers() != 0) {
            load.merge(scope(job), more, (was, change) -> was + change == 0 ? null : was + change);
        }
    }

    /** When something happens by itself; {@link Long#MAX_VALUE}: never. */
    long wakesAtMillis() {
        return alarms.isEmpty() ? Long.MAX_VALUE : alarms.first().atMillis;
    }

    void time(long nowMillis) {
        while (wakesAtMillis() <= nowMillis) {
            Desk desk = alarms.first().desk;
            out(desk);
            desk.time(nowMillis);
            in(desk);
        }
    }

    /** How many ledgers had nothing for this node the last time. */
    int silent() {
        return silent.size();
    }

    /** The so many that have been silent longest are to be asked again. */
    void lookAgain(int ledgers) {
        for (Desk desk : silent.stream().limit(ledgers).toList()) {
            out(desk);
            desk.lookAgain();
            in(desk);
        }
    }

    void add(Ongoing job) {
        job.desks.forEach(this::in);
    }

    void remove(Ongoing job) {
        job.desks.forEach(this::out);
        job.desks.forEach(silent::remove);
        hold(job, -job.held()); // nobody will hear how that ends
    }

    void touch(Ongoing job) {
        for (Desk desk : job.desks) {
            out(desk);
            desk.touch();
            in(desk);
        }
    }

    Exchange talk(Desk desk, String node, int wanted, int workers) {
        out(desk);
        Exchange exchange = desk.talk(node, wanted, workers);
        in(desk);
        return exchange;
    }

    void answered(Desk desk, Reply reply) {
        out(desk);
        desk.answered(reply);
        desk.job.priority(reply.priority());
        hold(desk.job, reply.leases().size());
        in(desk);
    }

    void failed(Desk desk, Exchange exchange, long restUntilMillis) {
        out(desk);
        desk.failed(exchange, restUntilMillis);
        in(desk);
    }

    /** Leases have ended on this node. */
    void add(Desk desk, List<Exchange.Report> reports) {
        out(desk);
        desk.add(reports);
        hold(desk.job, -reports.size());
        in(desk);
    }

    private void hold(Ongoing job, int more) {
        job.holds(more);
        held += more;
        load(job, more);
    }

    private void out(Desk desk) {
        askers.remove(desk.job);
        asked -= desk.asked();
        open -= desk.open() ? 1 : 0;
        load(desk.job, -desk.asked());
        if (desk.wakesAtMillis() != Long.MAX_VALUE) {
            alarms.remove(new Alarm(desk.wakesAtMillis(), desk));
        }
    }

    private void in(Desk desk) {
        asked += desk.asked();
        open += desk.open() ? 1 : 0;
        load(desk.job, desk.asked());
        if (desk.wakesAtMillis() != Long.MAX_VALUE && !desk.ended()) {
            alarms.add(new Alarm(desk.wakesAtMillis(), desk));
        }
        if (!desk.mustTalk()) {
            tellers.remove(desk);
        } else {
            tellers.add(desk);
        }
        if (!desk.silent()) {
            silent.remove(desk);
        } else {
            silent.add(desk);
        }
        if (desk.job.asker() != null) {
            askers.add(desk.job);
        }
    }
}
