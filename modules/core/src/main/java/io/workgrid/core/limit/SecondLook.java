package io.workgrid.core.limit;

/**
 * How a node with idle workers looks again at ledgers that had nothing for it. It is told when there is more, but not of everything: a
 * slot of a {@code parallelism} limit that another node frees, say; and a message may be lost.
 */
public final class SecondLook {
    /** The least time between two looks. */
    public static final long EVERY_MILLIS = 500;

    private static final int MOST_LEDGERS = 32;

    private SecondLook() {}

    /**
     * At how many ledgers to look now, each in its turn.
     *
     * @param idle workers that wait
     * @param silent ledgers that had nothing the last time
     */
    public static int ledgers(int idle, int silent) {
        return idle == 0 ? 0 : Math.min(silent, MOST_LEDGERS);
    }

    /**
     * The shard of a job at which a node begins to look: nodes are to spread over the shards.
     *
     * @param shards how many there are
     */
    public static int firstShard(String node, String job, int shards) {
        int mixed = (31 * node.hashCode() + job.hashCode()) * 0x9E3779B9; // names differ in little
        return Math.floorMod(mixed ^ (mixed >>> 16), shards);
    }
}
