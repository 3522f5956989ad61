package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.RefusedException;
import io.workgrid.api.shared.Namespace;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** A namespace: a few values kept together. */
interface NamespaceCases extends Cases {

    private Namespace settings() {
        return stage().manager().namespace("settings");
    }

    @Test
    default void attributeIsSetGotAndDeleted() {
        assertThat(settings().get("x")).isNull();
        assertThat(settings().set("x", 1)).isNull();
        assertThat(settings().set("x", "two")).isEqualTo(1);
        assertThat(settings().get("x")).isEqualTo("two");
        assertThat(settings().delete("x")).isEqualTo("two");
        assertThat(settings().delete("x")).isNull();
        assertThat(settings().toMap()).isEmpty();
    }

    @Test
    default void attributeOfAClass() {
        settings().set("x", 1);
        assertThat(settings().get("x", Integer.class)).isEqualTo(1);
        assertThatThrownBy(() -> settings().get("x", String.class)).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> settings().get("y", String.class)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    default void severalAttributesAreSetAtOnce() {
        settings().set("a", 0);
        settings().setAll(Map.of("a", 1, "b", "two"));
        assertThat(settings().toMap()).containsOnly(Map.entry("a", 1), Map.entry("b", "two"));
    }

    @Test
    default void nobodySeesHalfOfASet() {
        Namespace settings = settings();
        settings.setAll(Map.of("a", 0, "b", 0));
        Caller<Boolean> writer = Caller.run(() -> {
            for (int n = 1; n <= 100; n++) {
                settings.setAll(Map.of("a", n, "b", n));
            }
        });
        for (int n = 0; n < 50; n++) {
            Map<String, Object> seen = settings.toMap();
            assertThat(seen.get("a")).isEqualTo(seen.get("b"));
        }
        writer.end();
    }

    @Test
    default void updatesOfManyWritersAreAllThere() {
        Namespace settings = settings();
        Caller.together(4, writer -> () -> {
            for (int n = 0; n < 25; n++) {
                settings.update(old -> {
                    Map<String, Object> changed = new HashMap<>(old);
                    changed.merge("n", 1, (a, b) -> (Integer) a + (Integer) b);
                    return changed;
                });
            }
            return writer;
        });
        assertThat(settings.get("n")).isEqualTo(100);
    }

    @Test
    default void updateReplacesTheWhole() {
        settings().setAll(Map.of("a", 1, "b", 2));
        assertThat(settings().update(old -> Map.of("c", 3))).isEqualTo(Map.of("c", 3));
        assertThat(settings().toMap()).isEqualTo(Map.of("c", 3));
    }

    @Test
    default void tooManyAttributesAreRefused() {
        Map<String, Integer> many = new HashMap<>();
        for (int n = 0; n < 1_000; n++) {
            many.put("a" + n, n);
        }
        settings().setAll(many);
        assertThatThrownBy(() -> settings().set("one more", 1)).isInstanceOf(RefusedException.class);
        assertThat(settings().toMap()).hasSize(1_000);
        assertThat(settings().set("a1", 7)).isEqualTo(1);
    }
}
