package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.LinkedHashSet;
import java.util.Set;

/** A flag to wait for. Everybody who waits when it is set goes on, also if it is cleared right after. */
final class EventMachine implements Machine {
    private static final byte[] NOTHING = {};

    private boolean set;
    private final Set<Long> waiting = new LinkedHashSet<>();

    @Override
    public Answer call(Turn turn, ByteSource op) {
        int code = op.count();
        switch (code) {
            case EventOp.SET -> {
                set = true;
                waiting.forEach(ticket -> turn.serve(ticket, NOTHING));
                waiting.clear();
                return Answer.DONE;
            }
            case EventOp.CLEAR -> {
                set = false;
                return Answer.DONE;
            }
            case EventOp.WAIT -> {
                return set ? Answer.DONE : turn.park(waiting::add);
            }
            case EventOp.LOOK -> {
                ByteSink sink = new ByteSink();
                sink.flag(set);
                return Answer.done(sink.bytes());
            }
            default -> throw new IllegalArgumentException("operation " + code + " of an event is not known");
        }
    }

    @Override
    public void left(Turn turn, long ticket) {
        waiting.remove(ticket);
    }

    @Override
    public void write(ByteSink sink) {
        sink.flag(set);
        sink.number(waiting.size());
        waiting.forEach(sink::number);
    }

    static EventMachine read(ByteSource source) {
        EventMachine event = new EventMachine();
        event.set = source.flag();
        for (int left = source.count(); left > 0; left--) {
            event.waiting.add(source.number());
        }
        return event;
    }
}
