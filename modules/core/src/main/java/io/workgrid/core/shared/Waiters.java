package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The calls that wait in a cell, each under a ticket, in the order they came. What for is the machine's business. */
final class Waiters {
    /** The most that may wait in one cell. */
    static final int MOST = 4_096;

    private final Map<Long, Waiter> byTicket = new LinkedHashMap<>();
    private final Map<Asked, Long> ticketOf = new HashMap<>();
    private long tickets;

    private record Asked(String session, long seq) {}

    /** A call that waits. */
    record Waiter(String session, long seq, Owner owner, long sinceMillis) {}

    boolean full() {
        return byTicket.size() >= MOST;
    }

    long add(String session, long seq, Owner owner, long nowMillis) {
        put(++tickets, new Waiter(session, seq, owner, nowMillis));
        return tickets;
    }

    private void put(long ticket, Waiter waiter) {
        byTicket.put(ticket, waiter);
        ticketOf.put(new Asked(waiter.session(), waiter.seq()), ticket);
    }

    Waiter get(long ticket) {
        return Objects.requireNonNull(byTicket.get(ticket), "nobody waits under that ticket");
    }

    Waiter remove(long ticket) {
        return Objects.requireNonNull(removeIfThere(ticket), "nobody waits under that ticket");
    }

    @Nullable
    Waiter removeIfThere(long ticket) {
        Waiter waiter = byTicket.remove(ticket);
        if (waiter != null) {
            ticketOf.remove(new Asked(waiter.session(), waiter.seq()));
        }
        return waiter;
    }

    /** The ticket of a call; -1: it does not wait. */
    long ticket(String session, long seq) {
        return ticketOf.getOrDefault(new Asked(session, seq), -1L);
    }

    List<Long> of(Predicate<Owner> who) {
        List<Long> tickets = new ArrayList<>();
        byTicket.forEach((ticket, waiter) -> {
            if (who.test(waiter.owner())) {
                tickets.add(ticket);
            }
        });
        return tickets;
    }

    Map<Long, Waiter> all() {
        return byTicket;
    }

    void write(ByteSink sink) {
        sink.number(tickets);
        sink.number(byTicket.size());
        byTicket.forEach((ticket, waiter) -> {
            sink.number(ticket);
            sink.text(waiter.session());
            sink.number(waiter.seq());
            waiter.owner().write(sink);
            sink.signed(waiter.sinceMillis());
        });
    }

    void read(ByteSource source) {
        tickets = source.number();
        int count = source.count();
        for (int n = 0; n < count; n++) {
            put(source.number(), new Waiter(source.text(), source.number(), Owner.read(source), source.signed()));
        }
    }
}
