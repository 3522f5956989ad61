package io.workgrid.testkit.sim;

import java.util.function.Supplier;

/** A rule of the grid that did not hold in a simulated run. */
public final class Violation extends AssertionError {
    Violation(String message) {
        super(message);
    }

    private Violation(long seed, Throwable cause) {
        super("seed " + seed + ": " + cause.getMessage() + "\nreplay: " + command(seed), cause);
    }

    /** The same with the command that replays it. */
    static Violation of(long seed, Throwable cause) {
        return new Violation(seed, cause);
    }

    private static String command(long seed) {
        return "mvn -q -pl modules/testkit -am test -Dtest=LedgerSimTest -Dworkgrid.sim.seed=" + seed
                + " -Dsurefire.failIfNoSpecifiedTests=false";
    }

    static void unless(boolean holds, Supplier<String> rule) {
        if (!holds) {
            throw new Violation(rule.get());
        }
    }
}
