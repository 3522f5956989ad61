package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.shared.Merge;
import io.workgrid.api.shared.SharedDict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Entries that go by themselves, and copies that may be a little old. */
interface DictLifeCases extends Cases {
    /** Long enough to be seen, short enough to wait for. */
    Duration SHORT = Duration.ofMillis(300);

    private SharedDict<String, Integer> cache() {
        return stage().manager().dict("cache");
    }

    private void awaitGone(String key) {
        Eventually.until(key + " goes", () -> !cache().containsKey(key));
    }

    @Test
    default void entryWithALifeGoesByItself() {
        cache().put("short", 1, SHORT);
        cache().put("long", 2, Duration.ofHours(1));
        awaitGone("short");
        assertThat(cache().get("short")).isNull();
        assertThat(cache().getOrDefault("short", 7)).isEqualTo(7);
        assertThat(cache().toMap()).containsOnlyKeys("long");
        assertThat(cache().size()).isEqualTo(1);
    }

    @Test
    default void whatHasGoneCanBePutAgain() {
        cache().put("short", 1, Duration.ofMillis(1));
        awaitGone("short");
        assertThat(cache().putIfAbsent("short", 2)).isNull();
        assertThat(cache().get("short")).isEqualTo(2);
    }

    @Test
    default void laterPutReplacesTheLife() {
        cache().put("kept", 1, SHORT);
        cache().put("kept", 2);
        cache().put("longer", 1, SHORT);
        cache().put("longer", 2, Duration.ofHours(1));
        cache().put("clock", 1, SHORT);
        awaitGone("clock");
        assertThat(cache().get("kept")).isEqualTo(2);
        assertThat(cache().get("longer")).isEqualTo(2);
    }

    @Test
    default void mergeAndComputeLeaveTheLife() {
        cache().put("merged", 1, SHORT);
        cache().put("computed", 1, SHORT);
        cache().merge("merged", 1, Merge.SUM);
        cache().compute("computed", (key, old) -> 5);
        awaitGone("merged");
        awaitGone("computed");
    }

    @Test
    default void impossibleLivesAreRefused() {
        for (Duration life : new Duration[] {Duration.ZERO, Duration.ofMillis(-1), Duration.ofDays(366)}) {
            assertThatThrownBy(() -> cache().put("key", 1, life)).isInstanceOf(BadInputException.class);
        }
        assertThat(cache().containsKey("key")).isFalse();
    }

    @Test
    default void copyAnswersUntilItIsTooOld() {
        cache().put("key", 1);
        SharedDict<String, Integer> copy = cache().cached(Duration.ofHours(1));
        assertThat(copy.get("key")).isEqualTo(1);
        cache().put("key", 2);
        assertThat(copy.get("key")).isEqualTo(1);
        SharedDict<String, Integer> fresh = cache().cached(Duration.ofMillis(50));
        assertThat(fresh.get("key")).isEqualTo(2);
        cache().put("key", 3);
        Eventually.until("the copy is asked for again", () -> Integer.valueOf(3).equals(fresh.get("key")));
        assertThat(fresh.getOrDefault("key", 0)).isEqualTo(3);
        assertThat(fresh.containsKey("key")).isTrue();
    }

    @Test
    default void ownChangesAreSeenThroughTheCopyAtOnce() {
        SharedDict<String, Integer> copy = cache().cached(Duration.ofHours(1));
        assertThat(copy.get("key")).isNull();
        copy.put("key", 1);
        assertThat(copy.get("key")).isEqualTo(1);
        copy.merge("key", 1, Merge.SUM);
        assertThat(copy.get("key")).isEqualTo(2);
        copy.compute("key", (key, old) -> 3);
        assertThat(copy.get("key")).isEqualTo(3);
        copy.remove("key");
        assertThat(copy.containsKey("key")).isFalse();
        copy.put("key", 4);
        copy.clear();
        assertThat(copy.get("key")).isNull();
        assertThat(cache().isEmpty()).isTrue();
    }

    @Test
    default void impossibleStalenessIsRefused() {
        assertThatThrownBy(() -> cache().cached(Duration.ZERO)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> cache().cached(Duration.ofHours(2))).isInstanceOf(BadInputException.class);
    }
}
