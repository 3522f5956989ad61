package io.workgrid.core.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Items that came back: those that may be leased again, by index, and those that wait for their retry, by time. Neighbours with the same
 * past (and, while they wait, the same time) are one piece.
 */
final class Returned {
    private final NavigableMap<Long, Piece> ready = new TreeMap<>();
    private final NavigableMap<Due, Piece> waiting = new TreeMap<>();
    private long readyItems;

    /** When a waiting piece becomes ready. */
    record Due(long atMillis, long first) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(first, other.first);
        }
    }

    /** May be leased at once. */
    void addReady(Piece added) {
        Piece piece = added;
        Map.Entry<Long, Piece> before = ready.lowerEntry(piece.first());
        if (before != null && before.getValue().continuedBy(piece)) {
            piece = before.getValue().joined(piece);
        }
        Map.Entry<Long, Piece> after = ready.higherEntry(added.first());
        if (after != null && piece.continuedBy(after.getValue())) {
            ready.remove(after.getKey());
            piece = piece.joined(after.getValue());
        }
        ready.put(piece.first(), piece);
        readyItems += added.end() - added.first();
    }

    /** May be leased from then on. */
    void addWaiting(Piece added, long atMillis) {
        Piece piece = added;
        Map.Entry<Due, Piece> before = waiting.lowerEntry(new Due(atMillis, piece.first()));
        if (before != null
                && before.getKey().atMillis() == atMillis
                && before.getValue().continuedBy(piece)) {
            piece = before.getValue().joined(piece);
        }
        Map.Entry<Due, Piece> after = waiting.higherEntry(new Due(atMillis, added.first()));
        if (after != null && after.getKey().atMillis() == atMillis && piece.continuedBy(after.getValue())) {
            waiting.remove(after.getKey());
            piece = piece.joined(after.getValue());
        }
        waiting.put(new Due(atMillis, piece.first()), piece);
    }

    /** Makes ready what has waited long enough. */
    void wake(long nowMillis) {
        while (!waiting.isEmpty() && waiting.firstKey().atMillis() <= nowMillis) {
            addReady(waiting.pollFirstEntry().getValue());
        }
    }

    /** Takes up to so many items of the ready piece with the lowest index; {@code null} if there is none. */
    @Nullable
    Piece take(int most) {
        Map.Entry<Long, Piece> entry = ready.pollFirstEntry();
        if (entry == null) {
            return null;
        }
        Piece piece = entry.getValue();
        long cut = Math.min(piece.end(), piece.first() + most);
        if (cut < piece.end()) {
            ready.put(cut, piece.from(cut));
        }
        readyItems -= cut - piece.first();
        return new Piece(piece.first(), cut, piece.attempt(), piece.lost());
    }

    /** Takes all, ready or not. */
    List<Piece> takeAll() {
        List<Piece> all = new ArrayList<>(ready.values());
        all.addAll(waiting.values());
        ready.clear();
        waiting.clear();
        readyItems = 0;
        return all;
    }

    /** How many pieces there are: what the state costs. */
    int pieces() {
        return ready.size() + waiting.size();
    }

    long readyItems() {
        return readyItems;
    }

    /** When the next waiting piece becomes ready; {@link Long#MAX_VALUE} if none waits. */
    long nextReadyMillis() {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.firstKey().atMillis();
    }

    NavigableMap<Long, Piece> ready() {
        return ready;
    }

    NavigableMap<Due, Piece> waiting() {
        return waiting;
    }
}
