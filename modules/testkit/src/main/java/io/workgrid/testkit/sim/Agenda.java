package io.workgrid.testkit.sim;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What will happen, by virtual time. What happens at the same time happens in an order that the dice say. */
final class Agenda {
    private static final Comparator<Event> ORDER =
            Comparator.comparingLong(Event::atMillis).thenComparingLong(Event::tie);

    private final PriorityQueue<Event> events = new PriorityQueue<>(ORDER);
    private final Dice dice;
    private long nowMillis;

    private record Event(long atMillis, long tie, Runnable action) {}

    Agenda(Dice dice, long startMillis) {
        this.dice = dice;
        this.nowMillis = startMillis;
    }

    long nowMillis() {
        return nowMillis;
    }

    void in(long delayMillis, Runnable action) {
        events.add(new Event(nowMillis + delayMillis, dice.any(), action));
    }

    /** Lets the next thing happen; says whether there was one. */
    boolean step() {
        Event event = events.poll();
        if (event == null) {
            return false;
        }
        nowMillis = event.atMillis();
        event.action().run();
        return true;
    }
}
