package io.workgrid.testkit.sim;

import io.workgrid.api.Effect;
import io.workgrid.api.Halt;
import io.workgrid.api.RetryPolicy;
import io.workgrid.core.ledger.LedgerSpec;
import java.time.Duration;
import java.util.List;

/**
 * What a run is about: the job and the faults, as one value made from a seed.
 *
 * @param spec the ledger's
 * @param items how many items there are in the end
 * @param nodes how many nodes there are at first
 * @param itemMillis the time an item takes, at the median
 * @param heavyTail whether some items take a hundred times as long
 * @param throwing how many attempts throw
 * @param fatal how many of these say that nothing can help
 * @param dying how many attempts time out or take their worker with them
 * @param malformed how many reports are nonsense
 * @param droppedMessages how many messages are lost
 * @param repeatedMessages how many come again, much later perhaps
 * @param executedTwice how many requests the store executes twice
 * @param storedAnew how many requests are followed by a change of the store's primary: the ledger goes through bytes
 * @param faults how many nodes are killed, frozen, cut off or drained
 * @param clientCalls how many times a client pauses and resumes, sets parallelism or priority, or stops
 */
record Scenario(
        LedgerSpec spec,
        int items,
        int nodes,
        int itemMillis,
        boolean heavyTail,
        double throwing,
        double fatal,
        double dying,
        double malformed,
        double droppedMessages,
        double repeatedMessages,
        double executedTwice,
        double storedAnew,
        int faults,
        int clientCalls) {

    static final long START_MILLIS = 1_000_000;
    /** From then on nothing goes wrong any more, and the job has to end. */
    static final long CALM_MILLIS = START_MILLIS + 30_000;

    static Scenario of(long seed) {
        Dice dice = new Dice(seed);
        int items = dice.chance(0.02) ? dice.between(1_000, 4_000) : dice.between(0, dice.oneOf(3, 30, 150));
        boolean calm = dice.chance(0.1);
        double network = calm ? 0 : dice.oneOf(0.0, 0.02, 0.1, 0.3);
        return new Scenario(
                spec(dice, items),
                items,
                dice.between(1, 5),
                dice.oneOf(0, 1, 10, 60, 400),
                dice.chance(0.3),
                dice.oneOf(0.0, 0.0, 0.05, 0.4),
                0.1,
                dice.oneOf(0.0, 0.0, 0.05),
                calm ? 0 : dice.oneOf(0.0, 0.0, 0.0, 0.02),
                network,
                network,
                network / 2,
                dice.oneOf(0.0, 0.05),
                calm ? 0 : dice.between(0, 8),
                dice.chance(0.6) ? 0 : dice.between(1, 4));
    }

    private static LedgerSpec spec(Dice dice, int items) {
        long first = dice.oneOf(0, 0, 1_000_000_007); // a shard that is not the job's first
        boolean grows = dice.chance(0.3);
        return new LedgerSpec(
                first,
                grows ? LedgerSpec.OPEN : first + items,
                dice.oneOf(Effect.PURE, Effect.IDEMPOTENT, Effect.UNSAFE),
                policy(dice),
                dice.chance(0.7) ? 0 : dice.between(1, 20),
                dice.chance(0.8) ? 0 : dice.between(1, 4),
                halt(dice),
                dice.chance(0.9) ? 0 : START_MILLIS + dice.between(1, 40_000),
                dice.any(),
                grows && items % 2 == 0 ? first + items : 0,
                0,
                dice.chance(0.1) ? "waits for j-a" : null);
    }

    private static RetryPolicy policy(Dice dice) {
        Duration first = Duration.ofMillis(dice.oneOf(0, 1, 100, 2_000));
        return new RetryPolicy(
                dice.between(0, 3),
                dice.between(0, 3),
                first,
                dice.oneOf(1.0, 2.0),
                first.plusMillis(dice.oneOf(0, 1_000)),
                dice.chance(0.5),
                dice.chance(0.2) ? List.of("exit=3") : List.of());
    }

    private static Halt halt(Dice dice) {
        if (dice.chance(0.8)) {
            return Halt.NEVER;
        }
        Halt.When when = dice.oneOf(Halt.When.SOON, Halt.When.NOW);
        return dice.chance(0.5)
                ? Halt.atFailures(when, dice.between(1, 10))
                : Halt.aboveShare(when, dice.oneOf(0.02, 0.1, 0.5));
    }

    boolean open() {
        return spec.end() == LedgerSpec.OPEN;
    }

    /**
     * Whether nodes run leases as one that follow one another. Their reports stand or fall together, which nonsense under the fence of
     * one of them would undo; no node sends that.
     */
    boolean joining() {
        return malformed == 0 && spec.effect() != Effect.UNSAFE;
    }

    /** The most attempts of an item. */
    int mostAttempts() {
        return 1 + spec.retries().maxRetries() + spec.retries().maxLostRetries();
    }
}
