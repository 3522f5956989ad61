package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import io.workgrid.core.shared.Answer.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A queue. An element's life:
 *
 * <pre>
 * put    -> waits (there is room), or its putter waits
 * waits  -> taken by an owner, or done (it was got for good)
 * taken  -> done (taskDone), or waits again in front, delivered once more (given back, or its owner ended)
 * </pre>
 */
final class QueueMachine implements Machine {
    static final int MOST_TAKEN = 4_096;
    private static final long MOST_BYTES = 64L << 20;

    private final int capacity;
    private final ArrayDeque<Element> waiting = new ArrayDeque<>();
    private final Map<Owner, Taken> taken = new LinkedHashMap<>();
    /** By ticket, in the order they came. */
    private final Map<Long, List<Value>> putters = new LinkedHashMap<>();

    private final Map<Long, Want> getters = new LinkedHashMap<>();

    private final Set<Long> joiners = new LinkedHashSet<>();
    private long bytes;
    private long unfinished;
    private boolean closed;

    private record Element(Value value, int deliveredBefore) {
        Element again() {
            return new Element(value, deliveredBefore + 1);
        }
    }

    /**
     * What who gets wants.
     *
     * @param forGood whether the element is done at once
     * @param patient whether to wait, in a closed queue, for what others have and may come back
     */
    private record Want(boolean forGood, boolean patient) {}

    /** What one owner has. */
    private record Taken(ArrayDeque<Element> elements, long sinceMillis) {}

    private QueueMachine(int capacity) {
        this.capacity = capacity;
    }

    static QueueMachine open(ByteSource spec) {
        return new QueueMachine(spec.count());
    }

    @Override
    public Answer call(Turn turn, ByteSource op) {
        int code = op.count();
        return switch (code) {
            case QueueOp.PUT -> put(turn, op.flag(), QueueOp.readAll(op));
            case QueueOp.GET -> get(turn, op.flag(), new Want(op.flag(), op.flag()));
            case QueueOp.DRAIN -> drain(turn, op.count(), op.number());
            case QueueOp.DONE -> oneDone(turn);
            case QueueOp.GIVE_BACK -> giveBack(turn);
            case QueueOp.JOIN -> join(turn);
            case QueueOp.CLOSE -> close(turn);
            case QueueOp.LOOK -> QueueOp.look(waiting.size(), isFull(), closed);
            default -> throw new IllegalArgumentException("operation " + code + " of a queue is not known");
        };
    }

    private boolean isFull() {
        return waiting.size() >= capacity || bytes >= MOST_BYTES;
    }

    private Answer put(Turn turn, boolean waits, List<Value> values) {
        if (closed) {
            return Answer.refused(Status.CLOSED, "is closed; nothing was put");
        }
        long size = bytesOf(values);
        if (values.size() > capacity || size > MOST_BYTES) {
            return Answer.refused(
                    Status.REFUSED,
                    "takes at most " + capacity + " elements and " + MOST_BYTES + " bytes, and was given "
                            + values.size() + " with " + size + " at once; nothing changed");
        }
        if (putters.isEmpty() && hasRoom(values.size(), size)) {
            add(values);
            serve(turn);
            return QueueOp.flag(true);
        }
        return waits ? turn.park(ticket -> putters.put(ticket, values)) : QueueOp.flag(false);
    }

    private boolean hasRoom(int count, long size) {
        return waiting.size() + count <= capacity && bytes + size <= MOST_BYTES;
    }

    private static long bytesOf(List<Value> values) {
        return values.stream().mapToLong(Value::charge).sum();
    }

    private void add(List<Value> values) {
        values.forEach(value -> waiting.addLast(new Element(value, 0)));
        bytes += bytesOf(values);
        unfinished += values.size();
    }

    private Answer get(Turn turn, boolean waits, Want want) {
        if (!want.forGood() && takenBy(turn.owner()) >= MOST_TAKEN) {
            return Answer.refused(
                    Status.REFUSED,
                    MOST_TAKEN + " elements are with " + turn.owner().text()
                            + ", the most there may be; say taskDone after each, or get them with getDone");
        }
        if (getters.isEmpty() && !waiting.isEmpty()) {
            Answer answer = QueueOp.taken(take(turn, turn.owner(), want.forGood()));
            serve(turn);
            return answer;
        }
        if (over(want)) {
            return Answer.refused(Status.CLOSED, "is closed, and nothing is left in it");
        }
        return waits ? turn.park(ticket -> getters.put(ticket, want)) : QueueOp.nothing();
    }

    /** Whether nothing will come any more. */
    private boolean over(Want want) {
        return closed && waiting.isEmpty() && (!want.patient() || taken.isEmpty());
    }

    private int takenBy(Owner owner) {
        Taken has = taken.get(owner);
        return has == null ? 0 : has.elements().size();
    }

    /** The first element goes to an owner. */
    private QueueOp.Taken take(Turn turn, Owner owner, boolean forGood) {
        Element first = waiting.removeFirst();
        if (forGood) {
            bytes -= first.value().charge();
            unfinished--;
        } else {
            taken.computeIfAbsent(owner, absent -> new Taken(new ArrayDeque<>(), turn.nowMillis()))
                    .elements()
                    .addLast(first);
        }
        return new QueueOp.Taken(first.value(), first.deliveredBefore());
    }

    private Answer drain(Turn turn, int most, long mostBytes) {
        List<Value> drained = new ArrayList<>();
        long size = 0;
        while (getters.isEmpty() && !waiting.isEmpty() && drained.size() < most) {
            size += waiting.getFirst().value().size();
            if (size > mostBytes && !drained.isEmpty()) {
                break;
            }
            drained.add(take(turn, turn.owner(), true).value());
        }
        serve(turn);
        return BucketOp.values(drained);
    }

    private Answer oneDone(Turn turn) {
        Element done = oldestOf(turn.owner());
        if (done == null) {
            return hasNothing(turn, "taskDone");
        }
        bytes -= done.value().charge();
        unfinished--;
        serve(turn);
        return Answer.DONE;
    }

    private Answer giveBack(Turn turn) {
        Element back = oldestOf(turn.owner());
        if (back == null) {
            return hasNothing(turn, "giveBack");
        }
        waiting.addFirst(back.again());
        serve(turn);
        return Answer.DONE;
    }

    private static Answer hasNothing(Turn turn, String what) {
        return Answer.refused(
                Status.BAD_INPUT,
                what + " was called by " + turn.owner().text() + ", who has no element of it; nothing changed");
    }

    private @Nullable Element oldestOf(Owner owner) {
        Taken has = taken.get(owner);
        if (has == null) {
            return null;
        }
        Element oldest = has.elements().removeFirst();
        if (has.elements().isEmpty()) {
            taken.remove(owner);
        }
        return oldest;
    }

    private Answer join(Turn turn) {
        return unfinished == 0 ? Answer.DONE : turn.park(joiners::add);
    }

    private Answer close(Turn turn) {
        closed = true;
        List<Long> all = new ArrayList<>(putters.keySet());
        putters.clear();
        all.forEach(
                ticket -> turn.refuse(ticket, Status.CLOSED, "was closed while the caller waited; nothing was put"));
        serve(turn);
        return Answer.DONE;
    }

    /** Whoever can go on does. */
    private void serve(Turn turn) {
        boolean moved = true;
        while (moved) {
            boolean got = letGet(turn);
            moved = letPut(turn) || got;
        }
        if (unfinished == 0) {
            List<Long> all = new ArrayList<>(joiners);
            joiners.clear();
            all.forEach(ticket -> turn.serve(ticket, new byte[0]));
        }
    }

    private boolean letGet(Turn turn) {
        boolean moved = false;
        while (!getters.isEmpty() && !waiting.isEmpty()) {
            Map.Entry<Long, Want> first = getters.entrySet().iterator().next();
            getters.remove(first.getKey());
            QueueOp.Taken given =
                    take(turn, turn.ownerOf(first.getKey()), first.getValue().forGood());
            turn.serve(first.getKey(), QueueOp.taken(given).value());
            moved = true;
        }
        for (Map.Entry<Long, Want> each : List.copyOf(getters.entrySet())) {
            if (over(each.getValue())) {
                getters.remove(each.getKey());
                turn.refuse(each.getKey(), Status.CLOSED, "was closed while the caller waited");
            }
        }
        return moved;
    }

    private boolean letPut(Turn turn) {
        boolean moved = false;
        Iterator<Map.Entry<Long, List<Value>>> first = putters.entrySet().iterator();
        while (first.hasNext()) {
            Map.Entry<Long, List<Value>> each = first.next();
            if (!hasRoom(each.getValue().size(), bytesOf(each.getValue()))) {
                break;
            }
            first.remove();
            add(each.getValue());
            turn.serve(each.getKey(), QueueOp.flag(true).value());
            moved = true;
        }
        return moved;
    }

    @Override
    public void left(Turn turn, long ticket) {
        putters.remove(ticket);
        getters.remove(ticket);
        joiners.remove(ticket);
        serve(turn);
    }

    @Override
    public void ended(Turn turn, Predicate<Owner> who, boolean well) {
        List<Owner> over = taken.keySet().stream().filter(who).toList();
        List<Element> back = new ArrayList<>();
        for (Owner owner : over) {
            Taken had = taken.remove(owner);
            if (had != null && well) {
                had.elements().forEach(each -> bytes -= each.value().charge());
                unfinished -= had.elements().size();
            } else if (had != null) {
                back.addAll(had.elements());
            }
        }
        for (int n = back.size() - 1; n >= 0; n--) {
            waiting.addFirst(back.get(n).again());
        }
        serve(turn);
    }

    @Override
    public List<CellView.Holder> holders() {
        List<CellView.Holder> holders = new ArrayList<>();
        taken.forEach((owner, has) ->
                holders.add(new CellView.Holder(owner, has.elements().size(), 0, has.sinceMillis())));
        return holders;
    }

    @Override
    public long entries() {
        return waiting.size();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void write(ByteSink sink) {
        sink.flag(closed);
        sink.number(unfinished);
        write(sink, waiting);
        sink.number(taken.size());
        taken.forEach((owner, has) -> {
            owner.write(sink);
            sink.signed(has.sinceMillis());
            write(sink, has.elements());
        });
        sink.number(putters.size());
        putters.forEach((ticket, values) -> {
            sink.number(ticket);
            QueueOp.writeAll(sink, values);
        });
        sink.number(getters.size());
        getters.forEach((ticket, want) -> {
            sink.number(ticket);
            sink.flag(want.forGood());
            sink.flag(want.patient());
        });
        sink.number(joiners.size());
        joiners.forEach(sink::number);
    }

    private static void write(ByteSink sink, ArrayDeque<Element> elements) {
        sink.number(elements.size());
        for (Element each : elements) {
            each.value().write(sink);
            sink.number(each.deliveredBefore());
        }
    }

    static QueueMachine read(ByteSource spec, ByteSource source) {
        QueueMachine queue = open(spec);
        queue.closed = source.flag();
        queue.unfinished = source.number();
        queue.readInto(source, queue.waiting);
        for (int left = source.count(); left > 0; left--) {
            Owner owner = Owner.read(source);
            Taken has = new Taken(new ArrayDeque<>(), source.signed());
            queue.readInto(source, has.elements());
            queue.taken.put(owner, has);
        }
        for (int left = source.count(); left > 0; left--) {
            queue.putters.put(source.number(), QueueOp.readAll(source));
        }
        for (int left = source.count(); left > 0; left--) {
            queue.getters.put(source.number(), new Want(source.flag(), source.flag()));
        }
        for (int left = source.count(); left > 0; left--) {
            queue.joiners.add(source.number());
        }
        return queue;
    }

    private void readInto(ByteSource source, ArrayDeque<Element> elements) {
        for (int left = source.count(); left > 0; left--) {
            Element each = new Element(Value.read(source), source.count());
            elements.addLast(each);
            bytes += each.value().charge();
        }
    }
}
