package io.workgrid.engine.shared;

import io.workgrid.api.RefusedException;
import io.workgrid.core.shared.Guard;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.ListOp;
import io.workgrid.core.shared.ListOp.Said;
import io.workgrid.core.shared.ListOp.Told;
import io.workgrid.core.shared.Value;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goes between the end of a list and its segments: asks where something is, asks there, and carries elements from one to the other when that is due. Any client
 * may carry; if it dies half way, the next one that needs it does it again. Any thread may use it.
 */
final class Segments {
    private static final int MOST_TRIES = 1_000;
    private static final byte[] NO_SPEC = {};

    private final SharedCalls calls;
    private final CellRef list;
    private final @Nullable Guard guard;

    Segments(SharedCalls calls, CellRef list, @Nullable Guard guard) {
        this.calls = calls;
        this.list = list;
        this.guard = guard;
    }

    private CellRef cell(String life, long first) {
        String key = list.key() + CellRef.PART + life + CellRef.PART + first;
        return new CellRef(key, list.name(), Kind.SEGMENT, NO_SPEC);
    }

    private CellRef cell(Said where) {
        return cell(where.life(), where.first());
    }

    private Said ask(byte[] op) {
        return ListOp.said(calls.change(list, guard, op));
    }

    /** Elements from an index on: those in one place. */
    Said read(long from, long end, long mostBytes) {
        Said before = null;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Said said = ListOp.said(calls.read(list, ListOp.read(from, end, mostBytes)));
            if (said.told() != Told.SEGMENT) {
                return said;
            }
            long at = from - said.first();
            try {
                Said there = ListOp.said(calls.read(
                        cell(said), ListOp.fetch(at, Math.min(end - said.first(), said.count()), mostBytes)));
                if (there.told() == Told.HERE) {
                    return there;
                }
                carryBack(said);
            } catch (AbsentException e) {
                before = lostIfSame(before, said);
            }
        }
        throw overtaken();
    }

    /** What was said of the change; {@link Told#OUTSIDE} if there is no such index. */
    Said set(long index, @Nullable Value expected, Value element) {
        Said before = null;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Said said = ask(ListOp.set(index, expected, element));
            if (said.told() == Told.FROZEN) {
                carryAway();
            } else if (said.told() == Told.SEGMENT) {
                try {
                    Said there = ListOp.said(
                            calls.change(cell(said), guard, ListOp.replace(index - said.first(), expected, element)));
                    if (there.told() == Told.HERE) {
                        return there;
                    }
                    carryBack(said);
                } catch (AbsentException e) {
                    before = lostIfSame(before, said);
                }
            } else {
                return said;
            }
        }
        throw overtaken();
    }

    /** The last element; {@code null} if there is none. */
    @Nullable
    Value pop() {
        Said before = null;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Said said = ask(ListOp.pop());
            if (said.told() == Told.HERE) {
                return said.value();
            } else if (said.told() == Told.FROZEN) {
                carryAway();
            } else if (said.told() == Told.SEGMENT) {
                try {
                    carryBack(said);
                } catch (AbsentException e) {
                    before = lostIfSame(before, said);
                }
            } else {
                return null;
            }
        }
        throw overtaken();
    }

    /** From the tail into a segment, if that is due. */
    void carryAway() {
        Said carry = ask(ListOp.freeze(UUID.randomUUID().toString()));
        if (carry.told() == Told.HERE) {
            calls.change(cell(carry), guard, ListOp.carry(carry.carriage(), carry.values()));
            calls.change(list, guard, ListOp.spilled(carry.carriage()));
        }
    }

    /** From the last segment into the tail. */
    private void carryBack(Said where) {
        CellRef segment = cell(where);
        Said back = ListOp.said(calls.change(segment, guard, ListOp.close()));
        calls.change(list, guard, ListOp.restore(where.life(), where.first(), back.carriage(), back.values()));
        calls.change(segment, guard, ListOp.drop(back.carriage()));
    }

    /** A segment that is not where the list said twice is lost. */
    private Said lostIfSame(@Nullable Said before, Said now) {
        if (before != null && before.life().equals(now.life()) && before.first() == now.first()) {
            calls.change(list, null, ListOp.lost(now.life(), now.first()));
        }
        return now;
    }

    private RefusedException overtaken() {
        return new RefusedException(
                list.text() + " was changed by others at each of " + MOST_TRIES + " tries; nothing changed");
    }

    /** Removes all elements. */
    void clear() {
        ListOp.Cleared cleared = ListOp.cleared(calls.change(list, guard, ListOp.clear()));
        cleared.segments()
                .forEach(first -> calls.remove(cell(cleared.life(), first).key()));
    }

    /** From now on the list and its segments refuse what comes under an older fence. */
    void guard(Guard now) {
        calls.guard(list, now);
        calls.cells(list.key() + CellRef.PART).forEach(segment -> {
            try {
                calls.guard(new CellRef(segment.key(), list.name(), Kind.SEGMENT, NO_SPEC), now);
            } catch (AbsentException e) {
                // went back to the tail meanwhile
            }
        });
    }
}
