package io.workgrid.core.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** What a machine needs of its cell while something happens to it: the time, who calls, and the calls that wait. */
final class Turn {
    private final Cell cell;
    private final long nowMillis;
    private final Owner owner;
    private final String session;
    private final long seq;
    private final List<Answer.Wake> wakes = new ArrayList<>();

    Turn(Cell cell, long nowMillis, Owner owner, String session, long seq) {
        this.cell = cell;
        this.nowMillis = nowMillis;
        this.owner = owner;
        this.session = session;
        this.seq = seq;
    }

    /** Now, in ms since the epoch. */
    long nowMillis() {
        return nowMillis;
    }

    /** Whose the call is. */
    Owner owner() {
        return owner;
    }

    /** A number higher than any before it in this cell. */
    long nextFence() {
        return cell.nextFence();
    }

    /**
     * The call waits: to be returned by {@link Machine#call}.
     *
     * @param queued takes the ticket under which it waits; not called if it may not wait
     */
    Answer park(LongConsumer queued) {
        if (seq == 0) {
            throw new IllegalStateException("a call without a number cannot wait");
        }
        if (cell.waiters().full()) {
            return Answer.refused(
                    Answer.Status.REFUSED, Waiters.MOST + " calls wait here, the most there may be; nothing changed");
        }
        queued.accept(cell.waiters().add(session, seq, owner, nowMillis));
        return Answer.PENDING;
    }

    /** The ticket of a call of the same session; -1: it does not wait. */
    long ticketOf(long number) {
        return cell.waiters().ticket(session, number);
    }

    /** Whose a parked call is. */
    Owner ownerOf(long ticket) {
        return cell.waiters().get(ticket).owner();
    }

    /** A parked call is done. */
    void serve(long ticket, byte[] value) {
        answer(ticket, Answer.done(value));
    }

    /** A parked call is refused. */
    void refuse(long ticket, Answer.Status why, String message) {
        answer(ticket, Answer.refused(why, message));
    }

    private void answer(long ticket, Answer answer) {
        Waiters.Waiter waiter = cell.waiters().remove(ticket);
        cell.sessions().answered(waiter.session(), waiter.seq(), answer);
        wakes.add(new Answer.Wake(waiter.session(), waiter.seq(), answer));
    }

    List<Answer.Wake> wakes() {
        return wakes;
    }
}
