package io.workgrid.testkit.sim;

import java.util.Locale;

/**
 * What a run of a shared object is about: the object, who uses it, and the faults, as one value made from a seed.
 *
 * @param play what is done with it
 * @param size permits, parties or capacity
 * @param sessions how many processes there are at first
 * @param owners how many owners each has
 * @param rounds how often each does what it does
 * @param impatient how many waits have a timeout
 * @param dropped how many messages are lost, wake-ups too
 * @param repeated how many messages come again, much later perhaps
 * @param executedTwice how many calls the store carries out twice
 * @param storedAnew how many calls are followed by a move of the cell: it goes through bytes
 * @param forgotten how many calls are undone, unanswered, as the only one who had them died
 * @param deaths how many processes die, or are held to be dead
 * @param ends how many items end in the middle
 */
record SharedScenario(
        Play play,
        int size,
        int sessions,
        int owners,
        int rounds,
        double impatient,
        double dropped,
        double repeated,
        double executedTwice,
        double storedAnew,
        double forgotten,
        int deaths,
        int ends) {

    static final long START_MILLIS = 1_000_000;
    /** From then on nothing goes wrong any more, and everybody has to come to an end. */
    static final long CALM_MILLIS = START_MILLIS + 20_000;

    /** What is done with the object. */
    enum Play {
        LOCK,
        RLOCK,
        SEMAPHORE,
        BARRIER,
        COUNTER,
        QUEUE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static SharedScenario of(long seed) {
        Dice dice = new Dice(seed);
        boolean calm = dice.chance(0.1);
        double network = calm ? 0 : dice.oneOf(0.0, 0.02, 0.1, 0.3);
        return new SharedScenario(
                dice.oneOf(Play.values()),
                dice.between(1, 4),
                dice.between(1, 4),
                dice.between(1, 3),
                dice.between(1, 8),
                dice.oneOf(0.0, 0.2, 0.6),
                network,
                network,
                network / 2,
                dice.oneOf(0.0, 0.05),
                calm ? 0 : dice.oneOf(0.0, 0.02),
                calm ? 0 : dice.between(0, 4),
                calm ? 0 : dice.between(0, 5));
    }
}
