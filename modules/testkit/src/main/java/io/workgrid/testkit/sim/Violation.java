package io.workgrid.testkit.sim;

import java.util.function.Supplier;

/** A rule of the grid that did not hold in a simulated run. */
public final class Violation extends AssertionError {
    Violation(String message) {
        super(message);
    }

    private Violation(String test, long seed, Throwable cause) {
        super("seed " + seed + ": " + cause.getMessage() + "\nreplay: " + command(test, seed), cause);
    }

    /** The same with the command that replays it. */
    static Violation of(String test, long seed, Throwable cause) {
        return new Violation(test, seed, cause);
    }

    private static String command(String test, long seed) {
        return "mvn -q -pl modules/testkit -am test -Dtest=" + test + " -Dworkgrid.sim.seed=" + seed
                + " -Dsurefire.failIfNoSpecifiedTests=false";
    }

    static void unless(boolean holds, Supplier<String> rule) {
        if (!holds) {
            throw new Violation(rule.get());
        }
    }
}
