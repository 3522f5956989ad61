package io.workgrid.testkit.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a history could have come from one object that does one thing after the other: whether there is an order of all calls that answers each as it was
 * answered, and in which no call comes after one that began when it was over already.
 *
 * <p>The search is that of Wing and Gong, with Lowe's memory: of two ways to the same calls in the same state the second is not gone again. A call without an
 * answer may stand anywhere after its beginning, or nowhere. Stateless; any thread may use it. The time is exponential in how many calls overlap, and nearly
 * linear in how many there are; {@link #MOST_STEPS} bounds it.
 */
public final class Linearizability {
    /** A search that takes more steps is given up with an exception; a history of a few hundred calls by eight callers takes thousands. */
    public static final int MOST_STEPS = 20_000_000;

    private Linearizability() {}

    /** What is wrong with a history; empty if nothing is. */
    public static <S, I, O> Optional<String> violation(Model<S, I, O> model, List<Operation<I, O>> history) {
        return new Search<>(model, history).run();
    }

    /** A beginning or an end of a call, in a list by time that takes out both of a call once it has its place in the order. */
    private static final class Point<I, O> {
        final int number;
        final Operation<I, O> call;
        final boolean end;

        @Nullable
        Point<I, O> other;

        @Nullable
        Point<I, O> before;

        @Nullable
        Point<I, O> after;

        Point(int number, Operation<I, O> call, boolean end) {
            this.number = number;
            this.call = call;
            this.end = end;
        }

        long at() {
            return end ? call.returnedAt() : call.calledAt();
        }
    }

    private record Placed<S, I, O>(Point<I, O> point, S stateBefore) {}

    private record Reached<S>(BitSet calls, S state) {}

    private static final class Search<S, I, O> {
        private final Model<S, I, O> model;
        private @Nullable Point<I, O> first;
        private final Deque<Placed<S, I, O>> order = new ArrayDeque<>();
        private final Set<Reached<S>> reached = new HashSet<>();
        private final BitSet placed = new BitSet();
        private List<Operation<I, O>> longest = List.of();
        private @Nullable Operation<I, O> stuck;
        private int unplaced;
        private S state;

        Search(Model<S, I, O> model, List<Operation<I, O>> history) {
            this.model = model;
            this.state = model.initial();
            List<Point<I, O>> points = new ArrayList<>();
            for (Operation<I, O> call : history) {
                Point<I, O> begin = new Point<>(points.size(), call, false);
                points.add(begin);
                if (call.answered()) {
                    Point<I, O> end = new Point<>(points.size(), call, true);
                    begin.other = end;
                    points.add(end);
                    unplaced++;
                }
            }
            // of what happened at one time, beginnings come first: such calls may stand in either order
            points.sort(Comparator.<Point<I, O>>comparingLong(Point::at).thenComparing(point -> point.end));
            for (int n = 0; n < points.size(); n++) {
                points.get(n).before = n == 0 ? null : points.get(n - 1);
                points.get(n).after = n == points.size() - 1 ? null : points.get(n + 1);
            }
            first = points.isEmpty() ? null : points.get(0);
        }

        Optional<String> run() {
            Point<I, O> point = first;
            for (int steps = 0; unplaced > 0; steps++) {
                if (steps == MOST_STEPS) {
                    throw new IllegalStateException("not decided after " + MOST_STEPS + " steps; record fewer calls");
                }
                if (point == null || point.end) { // whoever ends here has to have its place by now
                    stuckAt(point);
                    Placed<S, I, O> last = order.pollLast();
                    if (last == null) {
                        return Optional.of(explain());
                    }
                    point = back(last);
                } else {
                    point = place(point) ? first : point.after;
                }
            }
            return Optional.empty();
        }

        /** Gives a call the next place in the order, if the model answers so and this was not tried before. */
        private boolean place(Point<I, O> point) {
            S next = model.after(state, point.call);
            if (next == null) {
                return false;
            }
            placed.set(point.number);
            if (!reached.add(new Reached<>((BitSet) placed.clone(), next))) {
                placed.clear(point.number);
                return false;
            }
            order.addLast(new Placed<>(point, state));
            state = next;
            takeOut(point);
            if (point.other != null) {
                takeOut(point.other);
                unplaced--;
            }
            return true;
        }

        private @Nullable Point<I, O> back(Placed<S, I, O> last) {
            Point<I, O> point = last.point();
            state = last.stateBefore();
            placed.clear(point.number);
            if (point.other != null) { // in the reverse order, as each knows only its neighbours of then
                putBack(point.other);
                unplaced++;
            }
            putBack(point);
            return point.after;
        }

        private void takeOut(Point<I, O> point) {
            if (point.before == null) {
                first = point.after;
            } else {
                point.before.after = point.after;
            }
            if (point.after != null) {
                point.after.before = point.before;
            }
        }

        private void putBack(Point<I, O> point) {
            if (point.before == null) {
                first = point;
            } else {
                point.before.after = point;
            }
            if (point.after != null) {
                point.after.before = point;
            }
        }

        private void stuckAt(@Nullable Point<I, O> point) {
            if (stuck == null || order.size() > longest.size()) {
                longest = order.stream().map(each -> each.point().call).toList();
                stuck = point == null ? null : point.call;
            }
        }

        private String explain() {
            return "no order of the calls explains the answers. The longest that does has " + longest.size()
                    + " calls, and then no place for\n  " + stuck + "\nafter\n  "
                    + longest.stream()
                            .skip(Math.max(0, longest.size() - 20))
                            .map(Operation::toString)
                            .collect(Collectors.joining("\n  "));
        }
    }
}
