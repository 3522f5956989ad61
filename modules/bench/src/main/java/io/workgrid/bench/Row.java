package io.workgrid.bench;

import java.util.Locale;

/**
 * One line of the speed table.
 *
 * @param load what was done
 * @param ours what the grid took or reached, with its unit
 * @param peer who it is compared with
 * @param theirs what the peer took or reached; why there is nothing, if the peer is missing
 * @param ratio the grid against the peer; {@link Double#NaN} if it could not be measured
 * @param target what the ratio should be
 */
public record Row(String load, String ours, String peer, String theirs, double ratio, Target target) {

    /**
     * A bound for a ratio.
     *
     * @param bound the number
     * @param atLeast whether the ratio must be at least it; else at most
     */
    public record Target(double bound, boolean atLeast) {
        /** None: what there is is reported. */
        public static final Target NONE = new Target(Double.NaN, true);

        public static Target atLeast(double bound) {
            return new Target(bound, true);
        }

        public static Target atMost(double bound) {
            return new Target(bound, false);
        }

        boolean met(double ratio) {
            return atLeast ? ratio >= bound : ratio <= bound;
        }

        String verdict(double ratio) {
            if (Double.isNaN(ratio)) {
                return "not measured";
            }
            if (Double.isNaN(bound)) {
                return "reported";
            }
            return met(ratio) ? "met" : "**missed**";
        }

        @Override
        public String toString() {
            return Double.isNaN(bound) ? "-" : (atLeast ? ">= " : "<= ") + bound;
        }
    }

    /** The head of the table. */
    public static final String HEADER =
            "| load | Workgrid | peer | peer's | ratio | wanted | |\n|---|---|---|---|---|---|---|";

    /** A row for a peer that this machine does not have: said, not left out. */
    static Row missing(String load, String peer, String why, Target target) {
        return new Row(load, "-", peer, why, Double.NaN, target);
    }

    /** The line of the table. */
    public String markdown() {
        String shown = Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.2f", ratio);
        return "| " + String.join(" | ", load, ours, peer, theirs, shown, target.toString(), target.verdict(ratio))
                + " |";
    }
}
