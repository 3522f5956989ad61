package io.workgrid.core.quorum;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one node knows of who is there, and what follows from it: whether it may go on. A value; each event gives the next one.
 *
 * <p>The rule: of the nodes that were there when this node last might go on (the <em>known</em>), take away those that are proven gone;
 * more than half of the rest must be here. Two sides of a split then never both go on: together they are no more than the rest, and each
 * would have to be more than half of it. A node that came later counts from when a side that may go on has seen it, so newcomers do not
 * help a minority up.
 *
 * <p>Proven gone is a node whose process has ended (its address refuses a connection, or another node has it now), or which said that it
 * leaves; on its way out that one does not count either, as the others already go on without it. One that is merely not seen is not: it
 * may be the other side. So of two nodes, one goes on alone when the other was killed, and stops when the other is frozen or cut off.
 *
 * <p>Known nodes that stay away are forgotten once the others have gone on without them for {@link #FORGET_MILLIS}; else a grid that
 * loses one machine after the other would stop at half of what it once was. Not at once: all on this side must have seen them go.
 *
 * <p>A fixed number replaces the rule: that many must be here, whoever they are.
 *
 * @param fixed how many must be here; 0: the rule
 * @param learned whether the node knows from another, or as the first of all, who was there before it
 * @param known the nodes of which more than half must be here
 * @param here the nodes seen now
 * @param gone the ids of nodes proven gone, or about to go
 * @param sinceMillis since when it may go on with these
 */
public record Quorum(int fixed, boolean learned, Set<Peer> known, Set<Peer> here, Set<String> gone, long sinceMillis) {
    /** After so long those who are not here are forgotten; longer than a frozen node goes unnoticed. */
    public static final long FORGET_MILLIS = 20_000;

    public Quorum {
        known = Set.copyOf(known);
        here = Set.copyOf(here);
        gone = Set.copyOf(gone);
    }

    /** A node that has just started. */
    public static Quorum begin(int fixed) {
        return new Quorum(fixed, false, Set.of(), Set.of(), Set.of(), 0);
    }

    /**
     * The node was cut off and is about to come back to others as a new one. If it finds nobody, as when the network breaks again just
     * then, it must not take itself for the first of all.
     */
    public Quorum again() {
        return new Quorum(fixed, false, known, Set.of(), gone, 0);
    }

    /** These nodes are here now, this one among them, and no others. */
    public Quorum seen(Set<Peer> now, long nowMillis) {
        if (now.equals(here)) {
            return this;
        }
        // who has not learned yet holds on to all it sees, in case it finds nobody left to learn from
        Quorum next = new Quorum(fixed, learned, learned ? known : union(known, now), now, gone, nowMillis);
        return next.settled(nowMillis);
    }

    /** What an older node knows; empty sets: there is no older one, and what this one knew before counts. */
    public Quorum learned(Set<Peer> theirs, Set<String> theirGone, long nowMillis) {
        Set<Peer> base = theirs.isEmpty() ? union(known, here) : theirs;
        return new Quorum(fixed, true, base, here, union(gone, theirGone), nowMillis).settled(nowMillis);
    }

    /** A node's process has ended, or it said that it leaves. It may still be seen for a while. */
    public Quorum proven(String id, long nowMillis) {
        return gone.contains(id)
                ? this
                : new Quorum(fixed, learned, known, here, union(gone, Set.of(id)), nowMillis).settled(nowMillis);
    }

    /** What it would be if these joined. */
    Quorum joinedBy(Set<Peer> others) {
        return seen(union(here, others), sinceMillis);
    }

    /** Time has passed. */
    public Quorum passed(long nowMillis) {
        return met() && nowMillis - sinceMillis >= FORGET_MILLIS && !here.containsAll(known)
                ? new Quorum(fixed, true, here, here, Set.of(), nowMillis)
                : this;
    }

    /** If it may go on, all that are here are known from now on, and those proven gone are not. */
    private Quorum settled(long nowMillis) {
        if (!met()) {
            return this;
        }
        Set<Peer> rest = without(known, peer -> !here.contains(peer) && isGone(peer));
        Set<String> named = without(
                gone,
                id -> union(rest, here).stream().noneMatch(peer -> peer.id().equals(id)));
        return new Quorum(fixed, true, union(rest, here), here, named, nowMillis);
    }

    private boolean isGone(Peer peer) {
        return gone.contains(peer.id())
                || here.stream().anyMatch(other -> other.address().equals(peer.address()));
    }

    /** The known that are not here, and may be anywhere: somebody should look. */
    public Set<Peer> missing() {
        return without(known, peer -> here.contains(peer) || isGone(peer));
    }

    /** Whether the node may go on. */
    public boolean met() {
        if (!learned) {
            return false;
        }
        return fixed > 0
                ? here.size() >= fixed
                : knownHere() * 2 > knownHere() + missing().size();
    }

    private int knownHere() {
        return without(known, peer -> !here.contains(peer) || gone.contains(peer.id()))
                .size();
    }

    /** Why the node may not go on, for people; {@code null} if it may. */
    public @Nullable String refusal() {
        if (met()) {
            return null;
        } else if (!learned) {
            return "has just joined: takes no leases until it has heard who was there";
        } else if (fixed > 0) {
            return "sees " + here.size() + " nodes and needs " + fixed + ": takes no leases until more are back";
        }
        int all = knownHere() + missing().size();
        return "sees " + knownHere() + " of " + all + " nodes: takes no leases until the others are back";
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        Set<T> both = new LinkedHashSet<>(one);
        both.addAll(other);
        return both;
    }

    private static <T> Set<T> without(Set<T> all, Predicate<T> dropped) {
        Set<T> rest = new LinkedHashSet<>(all);
        rest.removeIf(dropped);
        return rest;
    }
}
