package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A shared object, or a part of one, as it stands in the grid: its machine, the calls that wait, and the answers that may be asked for
 * again. {@link #call} is its one door. Not for two threads at once.
 *
 * <pre>
 * new call      -> the machine does it: DONE or a refusal (kept until settled), or PENDING (waits)
 * waiting call  -> PENDING, until the machine serves it: then the answer is kept, and a wake goes out
 * answered call -> the same answer; changes nothing
 * settled call  -> refused as late; changes nothing
 * </pre>
 */
public final class Cell {
    private static final int VERSION = 1;
    /** Fences begin at the time of the first use, so that they grow on even if the cell was removed and made anew. */
    private static final long FENCES_PER_MILLI = 1_000;

    private static final String REMOVED = "was removed while the caller waited";

    private final String key;
    private final Kind kind;
    private final byte[] spec;
    private final Machine machine;
    private final long createdMillis;
    private final Sessions sessions = new Sessions();
    private final Waiters waiters = new Waiters();
    private final Guards guards = new Guards();
    private long usedMillis;
    private long fence;
    private long version;

    private Cell(String key, Kind kind, byte[] spec, Machine machine, long createdMillis) {
        this.key = key;
        this.kind = kind;
        this.spec = spec;
        this.machine = machine;
        this.createdMillis = createdMillis;
        usedMillis = createdMillis;
        fence = createdMillis * FENCES_PER_MILLI;
    }

    /** A cell as the first call to it finds it. To be kept if the call {@link Call#opens opens} it. */
    public static Cell open(String key, Call first, long nowMillis) {
        return new Cell(key, first.kind(), first.spec(), Machines.open(first.kind(), first.spec()), nowMillis);
    }

    /** Puts a call before the cell. Whether that changed anything shows in {@link #version}. */
    public Answer call(Call call, long nowMillis) {
        if (call.kind() != kind) {
            return Answer.refused(
                    Answer.Status.BAD_INPUT,
                    "was begun as " + kind.word() + ", not as " + call.kind().word() + "; nothing changed");
        }
        if (!Arrays.equals(call.spec(), spec)) {
            return Answer.refused(Answer.Status.BAD_INPUT, otherSize(call.spec()));
        }
        if (call.verb() == Call.Verb.READ) {
            return machine.call(turn(call, nowMillis), new ByteSource(call.op()));
        }
        if (sessions.lost(call.session())) {
            return Answer.refused(
                    Answer.Status.LOST_SESSION,
                    "process " + call.session() + " was taken for lost, and what it had was given away");
        }
        return switch (call.verb()) {
            case READ -> throw new IllegalStateException("was answered above");
            case DO -> numbered(call, nowMillis);
            case ASK -> ask(call);
            case WITHDRAW -> withdraw(call, nowMillis);
            case END -> Answer.DONE.with(end(call.owner()::equals, nowMillis, call.op().length > 0));
            case GUARD -> announce(call);
        };
    }

    /** The number that leads what an object is made with is its permits, parties, length or capacity. */
    private String otherSize(byte[] asked) {
        long mine = spec.length == 0 ? 0 : new ByteSource(spec).number();
        long other = asked.length == 0 ? 0 : new ByteSource(asked).number();
        return mine == other
                ? "was begun with other settings; nothing changed"
                : "was begun with size " + mine + ", not " + other + "; nothing changed";
    }

    private Turn turn(Call call, long nowMillis) {
        return new Turn(this, nowMillis, call.owner(), call.session(), call.seq());
    }

    private Answer numbered(Call call, long nowMillis) {
        Answer known = known(call);
        if (known != null) {
            return known;
        }
        sessions.settle(call.session(), call.settled());
        if (sessions.full(call.session())) {
            return Answer.refused(
                    Answer.Status.REFUSED,
                    "of " + Sessions.MOST_OPEN + " calls of one process the answer is still on its way, the most there"
                            + " may be; nothing changed");
        }
        changed(nowMillis);
        Guard guard = call.guard();
        Answer refusal = guard == null ? null : guards.pass(guard);
        Turn turn = turn(call, nowMillis);
        Answer answer = refusal == null ? machine.call(turn, new ByteSource(call.op())) : refusal;
        if (answer.status() == Answer.Status.PENDING) {
            Answer atOnce = sessions.answer(call.session(), call.seq());
            answer = atOnce == null ? answer : atOnce;
        }
        if (answer.status() != Answer.Status.PENDING) {
            sessions.answered(call.session(), call.seq(), answer);
        }
        List<Answer.Wake> others = new ArrayList<>(turn.wakes());
        others.removeIf(wake -> wake.seq() == call.seq() && wake.session().equals(call.session()));
        return answer.with(others);
    }

    private Answer ask(Call call) {
        Answer known = known(call);
        return known == null ? unknown() : known;
    }

    private static Answer unknown() {
        return Answer.refused(Answer.Status.REFUSED, REMOVED);
    }

    /**
     * The answer where there is no cell.
     *
     * @param call one that does not {@link Call#opens open} it
     */
    public static Answer absent(String key, Call call, long nowMillis) {
        return switch (call.verb()) {
            case READ -> open(key, call, nowMillis).call(call, nowMillis);
            case END -> Answer.DONE;
            case ASK -> unknown();
            case DO, WITHDRAW, GUARD -> {
                if (!call.kind().part()) {
                    throw new IllegalArgumentException(call.verb() + " opens a cell");
                }
                yield Answer.ABSENT;
            }
        };
    }

    /** The answer to a call that came before; {@code null}: it is new. */
    private @Nullable Answer known(Call call) {
        Answer given = sessions.answer(call.session(), call.seq());
        if (given != null) {
            return given;
        }
        if (waiters.ticket(call.session(), call.seq()) >= 0) {
            return Answer.PENDING;
        }
        return sessions.settled(call.session(), call.seq())
                ? Answer.refused(
                        Answer.Status.REFUSED, "call " + call.seq() + " was answered before; this is a late echo of it")
                : null;
    }

    private Answer withdraw(Call call, long nowMillis) {
        Answer given = sessions.answer(call.session(), call.seq());
        if (given != null) {
            return given;
        }
        if (sessions.settled(call.session(), call.seq())) {
            return Answer.refused(Answer.Status.WITHDRAWN, "");
        }
        changed(nowMillis);
        // also where the call has not come yet: it may be on its way, and must find that nobody waits for it
        sessions.answered(call.session(), call.seq(), Answer.refused(Answer.Status.WITHDRAWN, ""));
        long ticket = waiters.ticket(call.session(), call.seq());
        if (ticket < 0) {
            return Answer.refused(Answer.Status.WITHDRAWN, "");
        }
        Turn turn = turn(call, nowMillis);
        waiters.remove(ticket);
        machine.left(turn, ticket);
        return Answer.refused(Answer.Status.WITHDRAWN, "").with(turn.wakes());
    }

    private Answer announce(Call call) {
        Guard guard = call.guard();
        Answer refusal = guard == null ? null : guards.pass(guard);
        version++;
        return refusal == null ? Answer.DONE : refusal;
    }

    private void changed(long nowMillis) {
        version++;
        usedMillis = nowMillis;
    }

    /**
     * Sessions are over: what they had is released.
     *
     * @return who is to be woken
     */
    public List<Answer.Wake> lost(Collection<String> over, long nowMillis) {
        Set<String> here = sessions.end(over);
        if (here.isEmpty()) {
            return List.of();
        }
        version++;
        return end(owner -> here.contains(owner.session()), nowMillis, false);
    }

    private List<Answer.Wake> end(Predicate<Owner> who, long nowMillis, boolean well) {
        List<Long> tickets = waiters.of(who);
        if (tickets.isEmpty() && machine.holders().stream().noneMatch(holder -> who.test(holder.owner()))) {
            return List.of();
        }
        version++;
        Turn turn = new Turn(this, nowMillis, Owner.thread("", "", ""), "", 0);
        for (long ticket : tickets) {
            Waiters.Waiter waiter = waiters.removeIfThere(ticket); // the one before may have been in its way
            if (waiter != null) {
                sessions.answered(waiter.session(), waiter.seq(), Answer.refused(Answer.Status.WITHDRAWN, ""));
                machine.left(turn, ticket);
            }
        }
        machine.ended(turn, who, well);
        return turn.wakes();
    }

    /**
     * The cell is about to be deleted: whoever waits is refused.
     *
     * @return who is to be woken
     */
    public List<Answer.Wake> removed(long nowMillis) {
        version++;
        Turn turn = new Turn(this, nowMillis, Owner.thread("", "", ""), "", 0);
        for (long ticket : waiters.of(owner -> true)) {
            turn.refuse(ticket, Answer.Status.REFUSED, REMOVED);
        }
        return turn.wakes();
    }

    /** Time passes; who is to be woken. */
    public List<Answer.Wake> tick(long nowMillis) {
        Turn turn = new Turn(this, nowMillis, Owner.thread("", "", ""), "", 0);
        if (machine.tick(turn)) {
            version++;
        }
        return turn.wakes();
    }

    /** The sessions that took part and are not known to be over. */
    public Set<String> takingPart() {
        return Set.copyOf(sessions.names());
    }

    /** Grows with each change. */
    public long version() {
        return version;
    }

    /** About how many bytes it takes. */
    public long bytes() {
        return machine.bytes();
    }

    /** The cell as it is. */
    public CellView view() {
        List<CellView.Waiting> waiting = new ArrayList<>();
        waiters.all()
                .forEach((ticket, waiter) -> waiting.add(
                        new CellView.Waiting(waiter.owner(), waiter.sinceMillis(), machine.waitsForHolders(ticket))));
        return new CellView(
                key, kind, machine.entries(), machine.bytes(), createdMillis, usedMillis, machine.holders(), waiting);
    }

    Waiters waiters() {
        return waiters;
    }

    Sessions sessions() {
        return sessions;
    }

    long nextFence() {
        return ++fence;
    }

    /** The cell as bytes. */
    public byte[] toBytes() {
        ByteSink sink = new ByteSink();
        sink.number(VERSION);
        sink.text(key);
        sink.text(kind.name());
        sink.block(spec);
        sink.signed(createdMillis);
        sink.signed(usedMillis);
        sink.number(fence);
        sink.number(version);
        machine.write(sink);
        sessions.write(sink);
        waiters.write(sink);
        guards.write(sink);
        return sink.bytes();
    }

    /** The cell that {@link #toBytes} wrote. */
    public static Cell ofBytes(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        Forms.version(source, VERSION, "a shared cell");
        String key = source.text();
        Kind kind = source.constant(Kind.class);
        byte[] spec = source.block();
        long created = source.signed();
        long used = source.signed();
        long fence = source.number();
        long version = source.number();
        Cell cell = new Cell(key, kind, spec, Machines.read(kind, spec, source), created);
        cell.usedMillis = used;
        cell.fence = fence;
        cell.version = version;
        cell.sessions.read(source);
        cell.waiters.read(source);
        cell.guards.read(source);
        source.end();
        return cell;
    }
}
