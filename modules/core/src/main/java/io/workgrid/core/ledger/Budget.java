package io.workgrid.core.ledger;

import io.workgrid.api.Halt;
import io.workgrid.api.view.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The failure budget: FAILED and UNKNOWN items count. A share is of all items; while more may come, of those added so far, and only once
 * {@value #ENOUGH_SETTLED} items are settled, for the first few say little.
 */
final class Budget {
    static final int FEWEST_FAILURES = 3;
    static final int ENOUGH_SETTLED = 100;

    private Budget() {}

    /** Why the job is to stop; {@code null} if it is not. */
    @Nullable
    static String spent(Halt halt, Totals totals, long items, boolean sealed) {
        if (halt.when() == Halt.When.NEVER) {
            return null;
        }
        long failures = totals.of(Outcome.FAILED) + totals.of(Outcome.UNKNOWN);
        if (halt.failures() > 0) {
            return failures < halt.failures()
                    ? null
                    : "halted: " + failures + (failures == 1 ? " item" : " items") + " failed; the limit is "
                            + halt.failures();
        }
        boolean early = !sealed && totals.settledItems() < ENOUGH_SETTLED;
        if (early || failures < FEWEST_FAILURES || failures <= halt.share() * items) {
            return null;
        }
        return "halted: " + failures + " of " + items + " items failed; the limit is a share of " + halt.share();
    }
}
