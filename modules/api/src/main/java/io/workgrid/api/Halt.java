package io.workgrid.api;

/**
 * A failure budget: when a job stops by itself. Items that ended FAILED or UNKNOWN count.
 *
 * @param when {@link When#NEVER}: no budget
 * @param failures stop at this many failed items; 0 when the budget is a share
 * @param share stop when more than this share of the job's items has failed, 0 to 1, and at least 3 have; 0 when it is a number
 */
public record Halt(When when, long failures, double share) {

    /** How a job stops. */
    public enum When {
        /** It does not. */
        NEVER,
        /** No new items; those that run end. */
        SOON,
        /** No new items; those that run are cancelled. */
        NOW
    }

    /** No budget: all items run. The default. */
    public static final Halt NEVER = new Halt(When.NEVER, 0, 0);

    public Halt {
        boolean none = failures == 0 && share == 0;
        if (failures < 0
                || !(share >= 0 && share <= 1)
                || (failures > 0 && share > 0)
                || none != (when == When.NEVER)) {
            throw new BadInputException("halt " + when + " at " + failures + " failures or " + share
                    + " of the items; wanted one of a number from 1 and a share from above 0 to 1");
        }
    }

    /** Stops at that many failed items. */
    public static Halt atFailures(When when, long failures) {
        return new Halt(when, failures, 0);
    }

    /** Stops above that share of failed items. */
    public static Halt aboveShare(When when, double share) {
        return new Halt(when, 0, share);
    }
}
