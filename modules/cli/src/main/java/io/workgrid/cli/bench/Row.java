package io.workgrid.cli.bench;

/**
 * A line of the table.
 *
 * @param workers how many
 * @param medianNanos the middle time
 * @param spreadNanos half the distance from the shortest time to the longest
 * @param itemsPerSecond by the middle time
 * @param speedUp how many times faster than one worker
 * @param efficiency speed-up per worker; 1 is ideal
 * @param remark what it means, computed; may be empty
 */
record Row(
        int workers,
        double medianNanos,
        double spreadNanos,
        double itemsPerSecond,
        double speedUp,
        double efficiency,
        String remark) {}
