package io.workgrid.bench.scale;

import java.util.PriorityQueue;

/** What happens next, and when. What happens at one moment happens in the order it was asked for: a run is the same every time. */
final class VirtualTime {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long number;
    private long now;

    private record Event(long at, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** Nanoseconds since the start. */
    long now() {
        return now;
    }

    void after(long nanos, Runnable action) {
        events.add(new Event(now + nanos, number++, action));
    }

    /** Until nothing happens any more. */
    void run() {
        for (Event event = events.poll(); event != null; event = events.poll()) {
            now = event.at;
            event.action.run();
        }
    }
}
