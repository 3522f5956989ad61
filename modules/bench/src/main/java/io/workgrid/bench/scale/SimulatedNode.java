package io.workgrid.bench.scale;

import io.workgrid.api.Effect;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import io.workgrid.core.limit.Appetite;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node as {@code engine.node} is one: an idle worker makes the exchange itself, a talker does when no worker is idle, and a ledger
 * is asked only while nothing is under way to it. The desks are asked in their order.
 */
final class SimulatedNode {
    private final String name;
    private final int workers;
    private final List<SimulatedDesk> desks;
    private final Work work;
    private final VirtualTime time;
    private final Deque<Chunk> queue = new ArrayDeque<>();

    private int idle;
    /** Of the idle workers, how many make an exchange. */
    private int talking;

    private boolean talkerTalks;
    private int asked;
    private long exchangeNanos;

    /** A lease that waits for a worker. */
    private record Chunk(SimulatedDesk desk, Reply.Lease lease) {}

    SimulatedNode(String name, int workers, List<SimulatedDesk> desks, Work work, VirtualTime time) {
        this.name = name;
        this.workers = workers;
        this.desks = desks;
        this.work = work;
        this.time = time;
        this.idle = workers;
    }

    /** Does all that can be done now. */
    void go() {
        while (idle > talking && !queue.isEmpty()) {
            run(queue.remove());
        }
        while ((idle > talking || !talkerTalks) && talk()) {
            // and again
        }
    }

    private void run(Chunk chunk) {
        idle--;
        Reply.Lease lease = chunk.lease();
        long nanos = work.nanos(lease.first(), lease.first() + lease.count());
        time.after(nanos, () -> {
            idle++;
            chunk.desk()
                    .add(new Exchange.Report(lease.fence(), lease.first(), lease.count(), List.of(), Map.of(), nanos));
            go();
        });
    }

    private boolean talk() {
        SimulatedDesk desk = asker();
        int wanted = desk == null ? 0 : appetite(desk);
        SimulatedDesk with = wanted > 0 ? desk : teller();
        if (with == null) {
            return false;
        }
        boolean byWorker = idle > talking;
        talking += byWorker ? 1 : 0;
        talkerTalks |= !byWorker;
        asked += wanted;
        long sent = time.now();
        with.ledger.send(with.talk(name, wanted, workers), reply -> {
            talking -= byWorker ? 1 : 0;
            talkerTalks &= byWorker;
            asked -= with.asked();
            exchangeNanos = time.now() - sent;
            with.answered(reply);
            reply.leases().forEach(lease -> queue.add(new Chunk(with, lease)));
            desks.removeIf(SimulatedDesk::ended);
            go();
        });
        return true;
    }

    private int appetite(SimulatedDesk desk) {
        return Appetite.leases(
                idle - talking,
                queue.size() + asked,
                workers,
                desk.chunkNanos(),
                exchangeNanos,
                true,
                Effect.IDEMPOTENT,
                1);
    }

    private @Nullable SimulatedDesk asker() {
        for (SimulatedDesk desk : desks) {
            if (desk.mayAsk()) {
                return desk;
            }
        }
        return null;
    }

    private @Nullable SimulatedDesk teller() {
        for (SimulatedDesk desk : desks) {
            if (desk.mustTalk()) {
                return desk;
            }
        }
        return null;
    }
}
