package io.workgrid.hazelcast.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The keys of a map that a member owns. To list them takes a while where a hundred thousand ended jobs are kept, so that is done again
 * only when the time since is a multiple of what it took; but soon in any case, for it also takes long when a node dies, and then what
 * comes from there is to be looked after. For one thread.
 */
final class LocalKeys {
    /** Listing takes no more than one part in so many of the time. */
    static final int SHARE = 50;

    /** However long it took, after that they are listed again. */
    static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Supplier<? extends Collection<String>> listing;
    private final LongSupplier nanos;
    private Set<String> known = Set.of();
    private long dueNanos;

    LocalKeys(Supplier<? extends Collection<String>> listing, LongSupplier nanos) {
        this.listing = listing;
        this.nanos = nanos;
        dueNanos = nanos.getAsLong();
    }

    /**
     * The keys.
     *
     * @param fresh list them now in any case
     */
    Set<String> get(boolean fresh) {
        long began = nanos.getAsLong();
        if (fresh || began - dueNanos >= 0) {
            known = new HashSet<>(listing.get()); // Hazelcast's own set is a list that is searched from end to end
            long ended = nanos.getAsLong();
            dueNanos = ended + Math.min(MOST_NANOS, SHARE * (ended - began));
        }
        return known;
    }
}
