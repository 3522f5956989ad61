package io.workgrid.engine.shared;

import io.workgrid.api.BadInputException;
import io.workgrid.core.shared.Guard;
import io.workgrid.core.shared.HeadOp;
import io.workgrid.core.shared.HeadOp.Head;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.PartOp;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an object that is spread over cells. A part is begun when something is changed in it; before that it is empty. Any thread may use it.
 *
 * <p>The order is: the part's cell is begun, the head hears of it, the part is opened, something is changed in it. So a part that the head knows and that
 * is not there is lost, and one of a life that is over can be taken back, as it was never opened.
 */
final class Parts {
    private static final int MOST_TRIES = 100;

    private final SharedCalls calls;
    private final CellRef head;
    private final Kind kind;
    private final IntFunction<byte[]> spec;
    /** By the key of the head: the life that was seen last. */
    private final Map<String, String> lives;

    private final String livesKey;
    /** The parts before which the head was asked whether the fence is still the newest. */
    private final Set<Integer> fenced = ConcurrentHashMap.newKeySet();

    Parts(SharedCalls calls, Map<String, String> lives, CellRef head, Kind kind, IntFunction<byte[]> spec) {
        this.calls = calls;
        this.lives = lives;
        this.head = head;
        this.kind = kind;
        this.spec = spec;
        livesKey = livesKey(head);
    }

    /** Another one for each size that the object is used with, so that the head hears of it. */
    static String livesKey(CellRef head) {
        return head.key() + CellRef.PART + Arrays.hashCode(head.spec());
    }

    /** Changes a part, and begins it if need be. */
    byte[] change(int part, @Nullable Guard guard, byte[] op) {
        if (guard != null && fenced.add(part)) {
            calls.guard(head, guard); // whoever began the part may not have known of the newest fence, the head does
        }
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            String life = life(guard);
            try {
                return calls.change(cell(life, part), guard, op);
            } catch (AbsentException e) {
                Head now = look();
                if (now.life().equals(life)) {
                    if (now.begun().get(part)) {
                        openBegun(life, part, guard);
                    } else {
                        begin(life, part, guard);
                    }
                }
            }
        }
        throw new IllegalStateException(head.text() + " was removed again and again while it was changed");
    }

    /** Reads a part; {@code null}: it was not begun. */
    byte @Nullable [] read(int part, byte[] op) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            String life = lives.get(livesKey);
            if (life == null) {
                life = look().life();
            }
            if (life.isEmpty()) {
                return null;
            }
            try {
                return calls.read(cell(life, part), op);
            } catch (AbsentException e) {
                Head now = look();
                if (now.life().equals(life)) {
                    if (!now.begun().get(part)) {
                        return null;
                    }
                    openBegun(life, part, null);
                }
            }
        }
        throw new IllegalStateException(head.text() + " was removed again and again while it was read");
    }

    private void begin(String life, int part, @Nullable Guard guard) {
        if (guard != null) {
            calls.guard(head, guard); // a part that is begun has not heard of newer fences
        }
        CellRef cell = cell(life, part);
        long ticket = PartOp.ticket(calls.change(
                cell, null, PartOp.begin(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE))));
        Head now = heard(life, part, guard);
        keep(now);
        if (now.life().equals(life)) {
            open(cell, ticket, guard);
        } else {
            calls.remove(cell.key()); // the object was removed, and its parts before this one was there
        }
    }

    private Head heard(String life, int part, @Nullable Guard guard) {
        try {
            return HeadOp.head(calls.change(head, guard, HeadOp.begun(life, part)));
        } catch (BadInputException e) { // the name is something else by now
            calls.remove(cell(life, part).key());
            throw e;
        }
    }

    /**
     * The head knows of the part, but it is not open: whoever began it is about to open it, or died before that, or the part is lost.
     * What has a ticket while the life goes on goes when the life ends, so it may be opened whenever that is; nothing else may.
     */
    private void openBegun(String life, int part, @Nullable Guard guard) {
        CellRef cell = cell(life, part);
        long ticket;
        try {
            ticket = PartOp.ticket(calls.read(cell, PartOp.ticket()));
        } catch (AbsentException e) {
            calls.change(head, null, HeadOp.lost(life, part)); // throws, if the life goes on
            return;
        }
        if (look().life().equals(life)) {
            open(cell, ticket, guard);
        }
    }

    private void open(CellRef cell, long ticket, @Nullable Guard guard) {
        try {
            calls.change(cell, guard, PartOp.open(ticket));
        } catch (AbsentException e) {
            // removed meanwhile: the next try sees that
        }
    }

    /** What is known of the object. */
    Head look() {
        Head now = HeadOp.head(calls.read(head, HeadOp.look()));
        keep(now);
        return now;
    }

    private void keep(Head now) {
        if (now.life().isEmpty()) {
            lives.remove(livesKey);
        } else {
            lives.put(livesKey, now.life());
        }
    }

    /** The life of the object, which begins if there is none. */
    String life(@Nullable Guard guard) {
        String known = lives.get(livesKey);
        if (known != null) {
            return known;
        }
        Head now = HeadOp.head(
                calls.change(head, guard, HeadOp.open(UUID.randomUUID().toString())));
        keep(now);
        return now.life();
    }

    /** From now on the head and all parts refuse what comes under an older fence. */
    void guard(Guard guard) {
        life(guard);
        calls.guard(head, guard);
        Head now = look();
        now.begun().stream().forEach(part -> {
            try {
                calls.guard(cell(now.life(), part), guard);
            } catch (AbsentException e) {
                // removed meanwhile, or lost: whoever changes it will see
            }
        });
    }

    private CellRef cell(String life, int part) {
        return new CellRef(head.key() + CellRef.PART + life + CellRef.PART + part, head.name(), kind, spec.apply(part));
    }
}
