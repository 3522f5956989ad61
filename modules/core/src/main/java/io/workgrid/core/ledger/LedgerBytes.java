package io.workgrid.core.ledger;

import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A ledger to bytes and back. The first byte is the version of the form.
 *
 * <p>Fences and indexes are written as distances, nodes by their position. A lease in a stored reply is written as its fence alone: it is
 * live, for only a later exchange could have reported it, and that one's reply would be stored instead.
 */
final class LedgerBytes {
    private static final int FORM = 2;

    private LedgerBytes() {}

    static byte[] write(Ledger ledger) {
        ByteSink sink = new ByteSink();
        sink.number(FORM);
        SpecBytes.write(ledger.spec, sink);
        sink.number(ledger.version);
        sink.number(ledger.cursor);
        sink.number(ledger.end);
        sink.flag(ledger.sealed);
        sink.text(ledger.life.phase().name());
        sink.text(ledger.life.stop().name());
        sink.text(ledger.life.endAs().name());
        sink.text(ledger.life.reason());
        sink.number(ledger.life.steered());
        sink.number(ledger.tuning.parallelism());
        sink.signed(ledger.tuning.priority());
        sink.text(ledger.tuning.waits());
        sink.number(ledger.tuning.tuned());
        for (long number : ledger.splitter.learnt()) {
            sink.number(number);
        }
        totals(ledger.totals, sink);
        returned(ledger.returned, sink);
        leases(ledger, sink);
        nodes(ledger, sink);
        return sink.bytes();
    }

    private static void totals(Totals totals, ByteSink sink) {
        sink.number(totals.retried());
        totals.settled().write(sink);
        Map<Outcome, Ranges> withoutBlock = totals.withoutBlock();
        for (Outcome outcome : Outcome.values()) {
            sink.number(totals.of(outcome));
            withoutBlock.getOrDefault(outcome, Ranges.NONE).write(sink);
        }
        sink.number(totals.counters().size());
        totals.counters().forEach((name, value) -> {
            sink.text(name);
            sink.signed(value);
        });
    }

    private static void returned(Returned returned, ByteSink sink) {
        sink.number(returned.ready().size());
        returned.ready().values().forEach(piece -> piece(piece, sink));
        sink.number(returned.waiting().size());
        returned.waiting().forEach((due, piece) -> {
            sink.signed(due.atMillis());
            piece(piece, sink);
        });
    }

    private static void piece(Piece piece, ByteSink sink) {
        sink.number(piece.first());
        sink.number(piece.end() - piece.first());
        sink.number(piece.attempt());
        sink.number(piece.lost());
    }

    private static void leases(Ledger ledger, ByteSink sink) {
        List<String> holders =
                ledger.leases.all().stream().map(Held::node).distinct().toList();
        Map<String, Integer> numbers = numbered(holders);
        sink.number(holders.size());
        holders.forEach(sink::text);
        sink.number(ledger.leases.lastFence());
        sink.number(ledger.leases.live());
        long fence = 0;
        long first = 0;
        for (Held held : ledger.leases.all()) {
            sink.number(held.fence() - fence);
            sink.signed(held.first() - first);
            sink.number(held.count());
            sink.number(held.attempt());
            sink.number(held.lost());
            sink.number(Objects.requireNonNull(numbers.get(held.node())));
            fence = held.fence();
            first = held.first();
        }
    }

    private static Map<String, Integer> numbered(List<String> names) {
        Map<String, Integer> numbers = new HashMap<>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        return numbers;
    }

    private static void nodes(Ledger ledger, ByteSink sink) {
        sink.number(ledger.nodes.known().size());
        ledger.nodes.known().forEach((name, known) -> {
            sink.text(name);
            sink.number(known.workers());
            reply(known.last(), sink);
        });
        sink.number(ledger.nodes.lost().size());
        ledger.nodes.lost().forEach(sink::text);
    }

    private static void reply(Reply reply, ByteSink sink) {
        sink.number(reply.seq());
        sink.text(reply.stop().name());
        sink.flag(reply.ended());
        sink.signed(reply.priority());
        sink.signed(reply.readyAtMillis());
        sink.number(reply.leases().size());
        reply.leases().forEach(lease -> sink.number(lease.fence()));
        sink.number(reply.refusals().size());
        reply.refusals().forEach(refusal -> {
            sink.signed(refusal.fence());
            sink.signed(refusal.first());
            sink.text(refusal.reason().name());
        });
    }

    static Ledger read(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        long form = source.number();
        if (form != FORM) {
            throw new IllegalArgumentException("ledger is stored in form " + form + "; wanted " + FORM);
        }
        Ledger ledger = new Ledger(SpecBytes.read(source));
        ledger.version = source.number();
        ledger.cursor = source.number();
        ledger.end = source.number();
        ledger.sealed = source.flag();
        ledger.life.restore(
                source.constant(JobPhase.class),
                source.constant(Reply.Stop.class),
                source.constant(JobPhase.class),
                source.textOrNull(),
                source.number());
        ledger.tuning.restore(source.count(), Math.toIntExact(source.signed()), source.textOrNull(), source.number());
        long[] learnt = new long[ledger.splitter.learnt().length];
        for (int n = 0; n < learnt.length; n++) {
            learnt[n] = source.number();
        }
        ledger.splitter.restore(learnt);
        readTotals(ledger.totals, source);
        readReturned(ledger.returned, source);
        readLeases(ledger.leases, source);
        readNodes(ledger, source);
        source.end();
        return ledger;
    }

    private static void readTotals(Totals totals, ByteSource source) {
        long retried = source.number();
        Ranges settled = Ranges.read(source);
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        Map<Outcome, Ranges> withoutBlock = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, source.number());
            Ranges ranges = Ranges.read(source);
            if (ranges.size() > 0) {
                withoutBlock.put(outcome, ranges);
            }
        }
        totals.restore(settled, counts, withoutBlock, retried);
        for (int left = source.count(); left > 0; left--) {
            totals.counters().put(source.text(), source.signed());
        }
    }

    private static void readReturned(Returned returned, ByteSource source) {
        for (int left = source.count(); left > 0; left--) {
            returned.addReady(readPiece(source));
        }
        for (int left = source.count(); left > 0; left--) {
            long atMillis = source.signed();
            returned.addWaiting(readPiece(source), atMillis);
        }
    }

    private static Piece readPiece(ByteSource source) {
        long first = source.number();
        return new Piece(first, first + source.number(), source.count(), source.count());
    }

    private static void readLeases(Leases leases, ByteSource source) {
        List<String> holders = new ArrayList<>();
        for (int left = source.count(); left > 0; left--) {
            holders.add(source.text());
        }
        leases.restoreFence(source.number());
        long fence = 0;
        long first = 0;
        for (int left = source.count(); left > 0; left--) {
            fence += source.number();
            first += source.signed();
            int count = source.count();
            int attempt = source.count();
            int lost = source.count();
            leases.restore(new Held(holders.get(source.count()), fence, first, count, attempt, lost));
        }
    }

    private static void readNodes(Ledger ledger, ByteSource source) {
        for (int left = source.count(); left > 0; left--) {
            String name = source.text();
            int workers = source.count();
            ledger.nodes.answered(name, workers, readReply(ledger.leases, source));
        }
        for (int left = source.count(); left > 0; left--) {
            ledger.nodes.lost(source.text());
        }
    }

    private static Reply readReply(Leases leases, ByteSource source) {
        long seq = source.number();
        Reply.Stop stop = source.constant(Reply.Stop.class);
        boolean ended = source.flag();
        int priority = Math.toIntExact(source.signed());
        long readyAt = source.signed();
        List<Reply.Lease> given = new ArrayList<>();
        for (int left = source.count(); left > 0; left--) {
            long fence = source.number();
            given.add(Objects.requireNonNull(leases.find(fence), "a lease of a stored reply is live")
                    .lease());
        }
        List<Reply.Refusal> refusals = new ArrayList<>();
        for (int left = source.count(); left > 0; left--) {
            refusals.add(new Reply.Refusal(source.signed(), source.signed(), source.constant(Reply.Reason.class)));
        }
        return new Reply(seq, given, refusals, stop, ended, priority, readyAt);
    }
}
