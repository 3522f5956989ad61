package io.workgrid.hazelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalKeysTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000); // what nanoTime says may overflow
    private final List<String> map = new ArrayList<>(List.of("a"));
    private long takesNanos = 100;
    private final LocalKeys keys = new LocalKeys(
            () -> {
                clock.addAndGet(takesNanos);
                return map;
            },
            clock::get);

    @Test
    void keysAreListedAgainWhenTheTimeSinceIsAMultipleOfWhatItTook() {
        assertThat(keys.get(false)).containsExactly("a");
        map.add("b");
        clock.addAndGet(LocalKeys.SHARE * 100L - 1);
        assertThat(keys.get(false)).containsExactly("a");
        clock.incrementAndGet();
        assertThat(keys.get(false)).containsExactlyInAnyOrder("a", "b");
    }

    /** Seen in containers: a node died, to list took seconds, and for minutes nobody looked after a ledger that came from there. */
    @Test
    void keysAreListedAgainSoonHoweverLongItTook() {
        takesNanos = TimeUnit.SECONDS.toNanos(5);
        assertThat(keys.get(false)).containsExactly("a");
        map.add("b");
        clock.addAndGet(LocalKeys.MOST_NANOS);
        assertThat(keys.get(false)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whoNeedsThemFreshGetsThemFresh() {
        assertThat(keys.get(false)).containsExactly("a");
        map.remove("a");
        assertThat(keys.get(true)).isEmpty();
    }
}
