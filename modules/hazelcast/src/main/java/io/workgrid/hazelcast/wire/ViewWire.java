package io.workgrid.hazelcast.wire;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Ranges;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** A ledger as a client sees it. */
final class ViewWire {
    private static final JobPhase[] PHASES = JobPhase.values();
    private static final Outcome[] OUTCOMES = Outcome.values();

    private ViewWire() {}

    static void write(ObjectDataOutput out, LedgerView view) throws IOException {
        out.writeLong(view.version());
        Values.constant(out, view.phase());
        out.writeString(view.reason());
        out.writeLong(view.first());
        out.writeLong(view.end());
        out.writeBoolean(view.sealed());
        out.writeLong(view.steered());
        out.writeLong(view.tuned());
        out.writeInt(view.parallelism());
        out.writeInt(view.priority());
        out.writeString(view.waits());
        out.writeLong(view.leased());
        out.writeInt(view.counts().size());
        for (Map.Entry<Outcome, Long> each : view.counts().entrySet()) {
            Values.constant(out, each.getKey());
            out.writeLong(each.getValue());
        }
        out.writeLong(view.retried());
        out.writeLongArray(view.settled().bounds());
        out.writeInt(view.withoutBlock().size());
        for (Map.Entry<Outcome, Ranges> each : view.withoutBlock().entrySet()) {
            Values.constant(out, each.getKey());
            out.writeLongArray(each.getValue().bounds());
        }
        LedgerWire.counters(out, view.counters());
    }

    static LedgerView read(ObjectDataInput in) throws IOException {
        return new LedgerView(
                in.readLong(),
                Values.constant(in, PHASES),
                in.readString(),
                in.readLong(),
                in.readLong(),
                in.readBoolean(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readString(),
                in.readLong(),
                counts(in),
                in.readLong(),
                ranges(in),
                withoutBlock(in),
                LedgerWire.readCounters(in));
    }

    private static Map<Outcome, Long> counts(ObjectDataInput in) throws IOException {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (int left = in.readInt(); left > 0; left--) {
            counts.put(Values.constant(in, OUTCOMES), in.readLong());
        }
        return counts;
    }

    private static Ranges ranges(ObjectDataInput in) throws IOException {
        return Ranges.ofBounds(Objects.requireNonNull(in.readLongArray(), "ranges are missing"));
    }

    private static Map<Outcome, Ranges> withoutBlock(ObjectDataInput in) throws IOException {
        Map<Outcome, Ranges> all = new EnumMap<>(Outcome.class);
        for (int left = in.readInt(); left > 0; left--) {
            all.put(Values.constant(in, OUTCOMES), ranges(in));
        }
        return all;
    }
}
