package io.workgrid.hazelcast.wire;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a node and a ledger tell each other. */
final class LedgerWire {
    private static final Exchange.End[] ENDS = Exchange.End.values();
    private static final Reply.Reason[] REASONS = Reply.Reason.values();
    private static final Reply.Stop[] STOPS = Reply.Stop.values();

    private LedgerWire() {}

    static void write(ObjectDataOutput out, Exchange exchange) throws IOException {
        out.writeString(exchange.node());
        out.writeLong(exchange.seq());
        out.writeInt(exchange.wanted());
        out.writeInt(exchange.workers());
        out.writeInt(exchange.reports().size());
        for (Exchange.Report report : exchange.reports()) {
            write(out, report);
        }
    }

    private static void write(ObjectDataOutput out, Exchange.Report report) throws IOException {
        out.writeLong(report.fence());
        out.writeLong(report.first());
        out.writeInt(report.count());
        out.writeLong(report.ranNanos());
        out.writeInt(report.exceptions().size());
        for (Exchange.ItemEnd item : report.exceptions()) {
            out.writeLong(item.index());
            Values.constant(out, item.end());
        }
        counters(out, report.counters());
    }

    static void counters(ObjectDataOutput out, Map<String, Long> counters) throws IOException {
        out.writeInt(counters.size());
        for (Map.Entry<String, Long> each : counters.entrySet()) {
            out.writeString(each.getKey());
            out.writeLong(each.getValue());
        }
    }

    static Exchange readExchange(ObjectDataInput in) throws IOException {
        String node = Values.text(in);
        long seq = in.readLong();
        int wanted = in.readInt();
        int workers = in.readInt();
        List<Exchange.Report> reports = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            reports.add(readReport(in));
        }
        return new Exchange(node, seq, reports, wanted, workers);
    }

    private static Exchange.Report readReport(ObjectDataInput in) throws IOException {
        long fence = in.readLong();
        long first = in.readLong();
        int count = in.readInt();
        long ranNanos = in.readLong();
        List<Exchange.ItemEnd> exceptions = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            exceptions.add(new Exchange.ItemEnd(in.readLong(), Values.constant(in, ENDS)));
        }
        return new Exchange.Report(fence, first, count, exceptions, readCounters(in), ranNanos);
    }

    static Map<String, Long> readCounters(ObjectDataInput in) throws IOException {
        Map<String, Long> counters = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            counters.put(Values.text(in), in.readLong());
        }
        return counters;
    }

    static void write(ObjectDataOutput out, Reply reply) throws IOException {
        out.writeLong(reply.seq());
        Values.constant(out, reply.stop());
        out.writeBoolean(reply.ended());
        out.writeInt(reply.priority());
        out.writeLong(reply.readyAtMillis());
        out.writeInt(reply.leases().size());
        for (Reply.Lease lease : reply.leases()) {
            out.writeLong(lease.fence());
            out.writeLong(lease.first());
            out.writeInt(lease.count());
            out.writeInt(lease.attempt());
        }
        out.writeInt(reply.refusals().size());
        for (Reply.Refusal refusal : reply.refusals()) {
            out.writeLong(refusal.fence());
            out.writeLong(refusal.first());
            Values.constant(out, refusal.reason());
        }
    }

    static Reply readReply(ObjectDataInput in) throws IOException {
        long seq = in.readLong();
        Reply.Stop stop = Values.constant(in, STOPS);
        boolean ended = in.readBoolean();
        int priority = in.readInt();
        long readyAt = in.readLong();
        List<Reply.Lease> leases = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            leases.add(new Reply.Lease(in.readLong(), in.readLong(), in.readInt(), in.readInt()));
        }
        List<Reply.Refusal> refusals = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            refusals.add(new Reply.Refusal(in.readLong(), in.readLong(), Values.constant(in, REASONS)));
        }
        return new Reply(seq, leases, refusals, stop, ended, priority, readyAt);
    }
}
