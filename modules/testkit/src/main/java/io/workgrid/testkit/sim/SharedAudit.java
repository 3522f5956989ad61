package io.workgrid.testkit.sim;

import static io.workgrid.testkit.sim.Violation.unless;

import io.workgrid.core.shared.Answer;
import io.workgrid.core.shared.BarrierOp;
import io.workgrid.core.shared.Call;
import io.workgrid.core.shared.Cell;
import io.workgrid.core.shared.CellView;
import io.workgrid.core.shared.CounterOp;
import io.workgrid.core.shared.Guard;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.Owner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold of a shared object: looked at after each call where it is kept, and with each answer where it arrives. */
final class SharedAudit {
    /** Of each session the answers to its last calls, which nobody said to have got. */
    private static final int LARGEST_AT_REST = 600;

    private final SharedScenario scenario;
    private final Set<String> applied = new HashSet<>();
    private final Map<Long, Owner> writers = new HashMap<>();
    private final Map<Owner, Long> holders = new LinkedHashMap<>();
    private final Map<Long, Owner> fences = new HashMap<>();
    private final Set<Long> counted = new HashSet<>();
    private final Set<Integer> put = new HashSet<>();
    private final Set<Integer> firstDeliveries = new HashSet<>();
    private final Map<Integer, Long> done = new HashMap<>();
    private long written;
    private long newestWrite;
    private long newestGrant;
    private CellView.@Nullable Holder holder;
    private int elements;
    private final Set<String> gone = new HashSet<>();
    private int unanswered;
    private long grants;

    SharedAudit(SharedScenario scenario) {
        this.scenario = scenario;
    }

    // --- where it is kept

    void before(String key, Cell cell) {
        if (key.equals(SharedOwner.WRITTEN)) {
            written = value(cell);
        } else {
            holder = holder(cell);
        }
    }

    void after(String key, Call call, Answer answer, Cell cell) {
        if (key.equals(SharedOwner.WRITTEN)) {
            write(call, value(cell));
            return;
        }
        switch (scenario.play()) {
            case LOCK, RLOCK -> lock(cell);
            case SEMAPHORE -> semaphore(cell);
            case BARRIER -> barrier(answer);
            case COUNTER, QUEUE -> {}
        }
    }

    private static long value(Cell cell) {
        Call read =
                Call.read("audit", Owner.thread("audit", "", ""), Kind.COUNTER, SharedOwner.NO_SPEC, CounterOp.get());
        return CounterOp.number(cell.call(read, 0).value());
    }

    private static CellView.@Nullable Holder holder(Cell cell) {
        return cell.view().holders().isEmpty() ? null : cell.view().holders().get(0);
    }

    private void write(Call call, long value) {
        if (value == written) {
            return;
        }
        unless(value == written + 1, () -> "an add of 1 made " + value + " of " + written);
        unless(
                call.verb() == Call.Verb.DO && applied.add(call.session() + " " + call.seq()),
                () -> "call " + call.seq() + " of " + call.session() + " took effect twice");
        Guard guard = call.guard();
        if (guard != null) {
            unless(
                    guard.fence() >= newestWrite,
                    () -> "a write under fence " + guard.fence() + " came after one under " + newestWrite);
            newestWrite = guard.fence();
            Owner before = writers.putIfAbsent(guard.fence(), call.owner());
            unless(
                    before == null || before.equals(call.owner()),
                    () -> call.owner() + " wrote under the fence of " + before);
        }
    }

    private void lock(Cell cell) {
        CellView.Holder now = holder(cell);
        unless(
                cell.view().holders().size() <= 1,
                () -> "a lock has holders " + cell.view().holders());
        CellView.Holder before = holder;
        boolean granted =
                now != null && (before == null || !before.owner().equals(now.owner()) || before.fence() != now.fence());
        if (now != null && granted) {
            unless(now.fence() > newestGrant, () -> "fence " + now.fence() + " was given after " + newestGrant);
            newestGrant = now.fence();
            grants++;
        }
    }

    private void semaphore(Cell cell) {
        int given =
                cell.view().holders().stream().mapToInt(CellView.Holder::count).sum();
        unless(given <= scenario.size(), () -> given + " permits of " + scenario.size() + " are given");
        grants += given > 0 ? 1 : 0;
    }

    /** Those of a generation go on together, each with a place of its own. */
    private void barrier(Answer answer) {
        int[] places = new int[scenario.size()];
        for (Answer.Wake wake : answer.wakes()) {
            if (wake.answer().status() == Answer.Status.DONE) {
                places[BarrierOp.place(wake.answer().value())]++;
            }
        }
        for (int place = 2; place < places.length; place++) {
            int now = place;
            unless(places[place] == places[1], () -> "a part of a generation goes on: place " + now + " is not told");
        }
        grants += places.length > 1 ? places[1] : 0;
    }

    // --- where it arrives

    void granted(Owner owner, long fence) {
        Owner other = fences.putIfAbsent(fence, owner);
        unless(other == null || other.equals(owner), () -> owner + " has the fence of " + other);
        if (gone.contains(owner.session())) {
            return; // it does not know yet that it is held to be dead
        }
        holders.forEach((before, his) ->
                unless(before.equals(owner), () -> owner + " has the lock, and so does " + before + " under " + his));
        holders.put(owner, fence);
    }

    /** From here on it does not hold the lock for certain. */
    void releases(Owner owner) {
        holders.remove(owner);
    }

    void over(Owner owner) {
        holders.remove(owner);
    }

    void over(String session) {
        gone.add(session);
        holders.keySet().removeIf(owner -> owner.session().equals(session));
    }

    void wrote(Owner owner, Answer answer) {
        unless(
                answer.status() == Answer.Status.DONE || !holders.containsKey(owner),
                () -> owner + " holds the lock and was refused: " + answer.message());
    }

    void released(Owner owner, Answer answer) {
        unless(
                answer.status() == Answer.Status.DONE || gone.contains(owner.session()),
                () -> owner + " could not release: " + answer.message());
    }

    void counted(long value) {
        unless(counted.add(value), () -> "two adds were answered with " + value);
    }

    int element() {
        return ++elements;
    }

    void put(int element) {
        put.add(element);
    }

    /** A call that makes an element done is under way: should its answer not arrive, nobody knows of it. */
    void finishing() {
        unanswered++;
    }

    void answered() {
        unanswered--;
    }

    long doneSoFar() {
        return done.size();
    }

    void delivered(int element, int before, long doneWhenAsked) {
        grants++;
        unless(
                before > 0 || firstDeliveries.add(element),
                () -> "element " + element + " was delivered twice for the first time");
        long at = done.getOrDefault(element, Long.MAX_VALUE);
        unless(at >= doneWhenAsked, () -> "element " + element + " was delivered after it was done");
    }

    void done(int element) {
        done.putIfAbsent(element, (long) done.size());
    }

    // --- in the end

    long grants() {
        return grants + counted.size();
    }

    void end(SharedStore store, int sessions) {
        Cell main = store.cell(SharedOwner.MAIN);
        if (main != null) {
            CellView view = main.view();
            unless(view.holders().isEmpty(), () -> "held for ever: " + view.holders());
            unless(view.waiting().isEmpty(), () -> "forgotten: " + view.waiting());
            unless(
                    main.toBytes().length < LARGEST_AT_REST * (sessions + 1),
                    () -> "at rest it has " + main.toBytes().length + " bytes");
        }
        Cell counter = store.cell(SharedOwner.WRITTEN);
        if (counter != null && scenario.play() == SharedScenario.Play.COUNTER) {
            long value = value(counter);
            unless(value == applied.size(), () -> "the counter is " + value + " after " + applied.size() + " adds");
            unless(
                    counted.stream().allMatch(seen -> seen >= 1 && seen <= value),
                    () -> "an add was answered with what the counter never was");
        }
        Set<Integer> lost = new HashSet<>(put);
        lost.removeAll(done.keySet());
        unless(lost.size() <= unanswered, () -> "lost: " + lost);
    }
}
