package io.workgrid.engine.shared;

import io.workgrid.api.RefusedException;
import io.workgrid.api.WaitTimedOutException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Tries again what others overtook: with pauses that grow, and not for ever. */
final class Contention {
    static final int MOST_TRIES = 100;
    private static final int LONGEST_PAUSE_MICROS = 20_000;

    private Contention() {}

    /**
     * One try has failed, the first being 0.
     *
     * @throws RefusedException if it was the last one
     */
    static void pause(CellRef cell, int tries) {
        if (tries + 1 >= MOST_TRIES) {
            throw new RefusedException(cell.text() + " was changed by others while each of " + MOST_TRIES
                    + " tries computed; nothing changed. Merge by name, or take a lock");
        }
        int longest = Math.min(LONGEST_PAUSE_MICROS, 50 << Math.min(tries, 10));
        try {
            TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextInt(longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaitTimedOutException(
                    "interrupted while trying to change " + cell.text() + "; nothing changed", e);
        }
    }
}
