package io.workgrid.testkit.sim;

import java.util.SplittableRandom;

/** The one source of chance of a run: the same seed throws the same. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** True that often. */
    boolean chance(double share) {
        return share > 0 && random.nextDouble() < share;
    }

    /** From {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    long any() {
        return random.nextLong();
    }

    double share() {
        return random.nextDouble();
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
