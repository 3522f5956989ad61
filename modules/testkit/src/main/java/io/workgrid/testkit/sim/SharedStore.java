package io.workgrid.testkit.sim;

import static io.workgrid.testkit.sim.Violation.unless;

import io.workgrid.core.shared.Answer;
import io.workgrid.core.shared.Call;
import io.workgrid.core.shared.Cell;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The production cells where they are kept, with the faults of such a place: calls carried out twice, moves, calls that are forgotten with who had them. */
final class SharedStore {
    private final SharedScenario scenario;
    private final Dice dice;
    private final Agenda agenda;
    private final SharedAudit audit;
    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private long calls;

    SharedStore(SharedScenario scenario, Dice dice, Agenda agenda, SharedAudit audit) {
        this.scenario = scenario;
        this.dice = dice;
        this.agenda = agenda;
        this.audit = audit;
    }

    /** Carries out a call; {@code null}: whoever had it died with it, and with the answer. */
    @Nullable
    Answer call(String key, Call call) {
        calls++;
        Cell cell = cells.get(key);
        if (cell == null) {
            if (!call.opens()) {
                return Cell.absent(key, call, now());
            }
            cell = Cell.open(key, call, now());
            cells.put(key, cell);
        }
        boolean rough = now() < SharedScenario.CALM_MILLIS;
        if (rough && dice.chance(scenario.forgotten())) {
            byte[] before = cell.toBytes();
            cell.call(call, now());
            cells.put(key, Cell.ofBytes(before));
            return null;
        }
        Answer answer = observed(key, cell, call);
        if (rough && dice.chance(scenario.executedTwice())) {
            answer = repeated(key, cell, call, answer);
        }
        if (dice.chance(scenario.storedAnew())) {
            move(key);
        }
        return answer;
    }

    private Answer repeated(String key, Cell cell, Call call, Answer first) {
        Answer again = observed(key, cell, call);
        unless(
                again.status() == first.status() && Arrays.equals(again.value(), first.value()),
                () -> "a repeated " + call.verb() + " " + call.seq() + " of " + call.session() + " was answered "
                        + again.status() + " " + again.message() + " after " + first.status());
        return again;
    }

    private Answer observed(String key, Cell cell, Call call) {
        audit.before(key, cell);
        Answer answer = cell.call(call, now());
        audit.after(key, call, answer, cell);
        return answer;
    }

    private void move(String key) {
        Cell cell = cells.get(key);
        if (cell != null) {
            byte[] bytes = cell.toBytes();
            Cell moved = Cell.ofBytes(bytes);
            unless(Arrays.equals(moved.toBytes(), bytes), () -> "a cell that was written and read is another one");
            cells.put(key, moved);
        }
    }

    /** Looks for sessions that are no more, and lets time pass, as the keeper of each cell does. */
    void keep(Predicate<String> alive, Consumer<List<Answer.Wake>> wakes) {
        for (Cell cell : cells.values()) {
            List<String> lost =
                    cell.takingPart().stream().filter(alive.negate()).sorted().toList();
            if (!lost.isEmpty()) {
                wakes.accept(cell.lost(lost, now()));
            }
            wakes.accept(cell.tick(now()));
        }
    }

    /** A cell, if it was used. */
    @Nullable
    Cell cell(String key) {
        return cells.get(key);
    }

    long calls() {
        return calls;
    }

    private long now() {
        return agenda.nowMillis();
    }
}
