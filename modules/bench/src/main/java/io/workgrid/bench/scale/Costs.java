package io.workgrid.bench.scale;

/**
 * What an exchange costs.
 *
 * @param serviceNanos how long it keeps its ledger busy, backup included
 * @param roundTripNanos how long its node waits besides
 */
record Costs(long serviceNanos, long roundTripNanos) {

    /** As measured with one backup: 15,000 to 20,000 a second on one entry. */
    static final Costs MEASURED = new Costs(60_000, 300_000);
}
