package io.workgrid.core.quorum;

/**
 * One side of what was a split network, as its oldest node knows it when it meets the other. Both sides compare the same two values, each
 * from its end, and come to the same end: one yields, that is, its nodes join the other as new ones and what it keeps is given up.
 *
 * @param quorum who is there, and whether the side may go on
 * @param kept whether it keeps anything that somebody would miss
 * @param grid the same for all sides of what was one grid; not that of a grid that somebody began meanwhile
 */
public record Side(Quorum quorum, Kept kept, String grid) {
    /** Whether a side keeps a job or a shared object. The order matters: the more, the more it should stay. */
    public enum Kept {
        /** It does not. */
        NOTHING,
        /** Its oldest node does not, and cannot speak for all others. */
        PERHAPS,
        /** It does. */
        SOMETHING
    }

    /** What a side does when it meets another. */
    public enum Verdict {
        /** Joins the other. */
        YIELDS,
        /** Lets the other join. */
        STAYS,
        /** It makes no difference which of them yields. */
        EITHER,
        /** Asks again later: the oldest node of one does not know yet who was there before it. */
        WAITS,
        /**
         * Neither joins the other: one goes on, and the other one stopped, keeps something, and could not go on even with the nodes of
         * both, as those that it misses are not among them. Somebody has to decide.
         */
        APART
    }

    /** Whether it may go on. */
    public boolean met() {
        return quorum.met();
    }

    /**
     * What this side does when it meets that one.
     *
     * <p>Of two sides of one grid the one that went on stays, however few they are by now. A grid that was begun meanwhile, as by nodes
     * that were started again while they were cut off, may go on as well, and may be larger: as long as nobody gave it anything, it
     * yields.
     */
    public Verdict against(Side other) {
        if (!quorum.learned() || !other.quorum.learned()) {
            return Verdict.WAITS;
        }
        boolean same = grid.equals(other.grid);
        int byMet = Boolean.compare(met(), other.met());
        int byKept = kept.compareTo(other.kept);
        int first = same ? byMet : byKept;
        int order = first == 0 ? (same ? byKept : byMet) : first;
        if (order == 0) {
            return Verdict.EITHER;
        }
        if (!same && byMet != 0 && (met() ? other : this).wouldBeMissed(met() ? this : other)) {
            return Verdict.APART;
        }
        return order > 0 ? Verdict.STAYS : Verdict.YIELDS;
    }

    /** Whether this side, which stopped, keeps as much as that one, which goes on, and could not go on with the nodes of both. */
    private boolean wouldBeMissed(Side goesOn) {
        return kept != Kept.NOTHING
                && kept.compareTo(goesOn.kept) >= 0
                && !quorum.joinedBy(goesOn.quorum.here()).met();
    }
}
