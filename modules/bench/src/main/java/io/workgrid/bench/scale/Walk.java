package io.workgrid.bench.scale;

/**
 * How a node goes through the shards of a job.
 *
 * @param own whether it begins with a shard of its own; else with the first, as all others
 * @param greets whether it talks to every ledger as soon as it hears of the job; else only to those it takes work from
 */
record Walk(boolean own, boolean greets) {

    /** Nodes start at different shards and move on when one is empty. */
    static final Walk DESIGN = new Walk(true, false);

    int firstShard(int node, int shards) {
        return own ? node % shards : 0;
    }

    @Override
    public String toString() {
        return (own ? "from a shard of its own" : "all from the first shard") + (greets ? ", greets all ledgers" : "");
    }
}
