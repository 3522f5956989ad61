package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.GridException;
import io.workgrid.api.RefusedException;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.shared.SharedQueue;
import io.workgrid.api.view.SharedView;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects by name: kinds, what is listed, and how an object ends. */
interface NameCases extends Cases {

    private SharedView view(String name) {
        return stage().manager().objects().stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void handleTalksToNobody() {
        stage().manager().dict("never used");
        stage().manager().lock("never used");
        assertThat(stage().manager().objects()).isEmpty();
    }

    @Test
    default void handleSaysItsNameAndScope() {
        assertThat(stage().manager().dict("a").name()).isEqualTo("a");
        assertThat(stage().manager().dict("a").scope()).isEqualTo("grid");
        assertThat(stage().manager().scope()).isEqualTo("grid");
        assertThat(stage().manager().grid().scope()).isEqualTo("grid");
    }

    @Test
    default void handlesOfOneObjectAreEqual() {
        Manager manager = stage().manager();
        assertThat(manager.dict("a")).isEqualTo(manager.dict("a")).hasSameHashCodeAs(manager.dict("a"));
        assertThat(manager.dict("a")).isNotEqualTo(manager.dict("b"));
        assertThat(manager.counter("c")).isEqualTo(stage().elsewhere().counter("c"));
    }

    @Test
    default void anotherKindIsRefused() {
        Manager manager = stage().manager();
        manager.counter("x").add(1);
        assertThatThrownBy(() -> manager.dict("x").put("k", 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("counter")
                .hasMessageContaining("dict");
        assertThatThrownBy(() -> manager.lock("x").acquire())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("counter")
                .hasMessageContaining("lock");
        assertThatThrownBy(() -> manager.channel("x", 1).send(1)).isInstanceOf(BadInputException.class);
        assertThat(manager.counter("x").get()).isEqualTo(1);
        manager.dict("y").put("k", 1);
        assertThatThrownBy(() -> manager.list("y").append(1)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> manager.queue("y").put(1)).isInstanceOf(BadInputException.class);
        assertThat(manager.dict("y").get("k")).isEqualTo(1);
    }

    @Test
    default void lockIsNoRLock() {
        stage().manager().lock("x").locked();
        stage().manager().lock("x").acquire().close();
        assertThatThrownBy(() -> stage().manager().rlock("x").acquire())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("rlock");
    }

    @Test
    default void everyKindIsListed() {
        Manager manager = stage().manager();
        long before = System.currentTimeMillis();
        manager.dict("dict").put("k", 1);
        manager.list("list").extend(List.of(1, 2));
        manager.counter("counter").add(1);
        manager.longs("longs", 10).set(0, 1);
        manager.doubles("doubles", 10).set(0, 1);
        manager.bytes("bytes", 10).set(0, (byte) 1);
        manager.namespace("namespace").set("a", 1);
        manager.lock("lock").acquire().close();
        manager.rlock("rlock").acquire().close();
        manager.semaphore("semaphore", 1).acquire().close();
        manager.event("event").set();
        manager.barrier("barrier", 1).await();
        manager.queue("queue").put(1);
        manager.channel("channel", 1).send(1);
        List<SharedView> all = manager.objects();
        assertThat(all).hasSize(14).allSatisfy(view -> {
            assertThat(view.kind()).isEqualTo(view.name());
            assertThat(view.scope()).isEqualTo("grid");
            assertThat(view.bytes()).isNotNegative();
            assertThat(view.createdMillis()).isBetween(before - 60_000, System.currentTimeMillis() + 60_000);
            assertThat(view.usedMillis()).isGreaterThanOrEqualTo(view.createdMillis());
            assertThat(view.expiresMillis()).isNull();
        });
        assertThat(all).extracting(SharedView::name).isSorted();
        assertThat(view("list").entries()).isEqualTo(2);
        assertThat(view("dict").entries()).isEqualTo(1);
        assertThat(view("namespace").entries()).isEqualTo(1);
        assertThat(view("queue").entries()).isEqualTo(1);
        assertThat(view("channel").entries()).isEqualTo(1);
        assertThat(view("counter").entries()).isEqualTo(1);
    }

    @Test
    default void removedObjectBeginsAgain() {
        Manager manager = stage().manager();
        manager.list("list").extend(Stage.range(1_500));
        assertThat(manager.remove("list")).isTrue();
        assertThat(manager.remove("list")).isFalse();
        assertThat(manager.objects()).isEmpty();
        assertThat(manager.list("list").size()).isZero();
        assertThat(manager.list("list").append(1)).isEqualTo(0);
    }

    @Test
    default void nameOfARemovedObjectMayBeAnotherKind() {
        Manager manager = stage().manager();
        manager.dict("x").put("k", 1);
        manager.remove("x");
        assertThat(manager.counter("x").add(1)).isEqualTo(1);
        manager.remove("x");
        manager.longs("x", 5).set(0, 1);
        manager.remove("x");
        assertThat(manager.longs("x", 6).slice(0, 6)).containsOnly(0);
    }

    @Test
    default void whoWaitsInAQueueThatIsRemovedIsTold() {
        SharedQueue<Integer> queue = stage().manager().queue("queue");
        Caller<Integer> getter = Caller.begin(queue::getDone).waits();
        stage().manager().remove("queue");
        assertThatThrownBy(getter::end).isInstanceOf(RefusedException.class);
    }

    @Test
    default void oneOfTwoChannelsIsRemoved() {
        Manager manager = stage().manager();
        manager.channel("a", 5).send(1);
        manager.channel("b", 5).send(2);
        Caller<Boolean> sender =
                Caller.run(() -> manager.channel("c", 0).send(1)).waits();
        assertThat(manager.remove("a")).isTrue();
        assertThat(manager.remove("c")).isTrue();
        assertThatThrownBy(sender::end).isInstanceOf(RefusedException.class);
        assertThat(manager.objects()).extracting(SharedView::name).containsExactly("b");
        assertThat(manager.channel("a", 7).size()).isZero();
        assertThat(manager.channel("b", 5).receive()).contains(2);
    }

    @Test
    default void unusedObjectExpires() {
        Manager manager = stage().manager();
        manager.dict("short").put("k", 1);
        manager.counter("kept").add(1);
        assertThat(manager.expireAfter("short", Duration.ofSeconds(1))).isTrue();
        assertThat(view("short").expiresMillis()).isNotNull();
        Eventually.until("it goes", () -> manager.objects().size() == 1);
        assertThat(manager.dict("short").size()).isZero();
        assertThat(manager.counter("kept").get()).isEqualTo(1);
    }

    @Test
    default void secondExpiryReplacesTheFirst() {
        Manager manager = stage().manager();
        manager.counter("kept").add(1);
        manager.counter("clock").add(1);
        assertThat(manager.expireAfter("kept", Duration.ofSeconds(1))).isTrue();
        assertThat(manager.expireAfter("kept", Duration.ofDays(1))).isTrue();
        assertThat(manager.expireAfter("clock", Duration.ofSeconds(1))).isTrue();
        Eventually.until("the other one goes", () -> manager.objects().size() == 1);
        assertThat(manager.counter("kept").get()).isEqualTo(1);
    }

    @Test
    default void impossibleExpiriesAreRefused() {
        Manager manager = stage().manager();
        assertThat(manager.expireAfter("nothing", Duration.ofSeconds(5))).isFalse();
        manager.counter("c").add(1);
        assertThatThrownBy(() -> manager.expireAfter("c", Duration.ofMillis(999)))
                .isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> manager.expireAfter("c", Duration.ofDays(366))).isInstanceOf(BadInputException.class);
    }

    @Test
    default void longNamesAreRefused() {
        Manager manager = stage().manager();
        assertThat(manager.counter("n".repeat(200)).add(1)).isEqualTo(1);
        assertThat(manager.objects())
                .singleElement()
                .satisfies(view -> assertThat(view.name()).hasSize(200));
        assertThatThrownBy(() -> manager.counter("n".repeat(201)).add(1))
                .isInstanceOf(GridException.class)
                .hasMessageContaining("200");
        assertThatThrownBy(() -> manager.counter("").add(1)).isInstanceOf(BadInputException.class);
    }

    @Test
    default void namesMayBeAnyText() {
        Manager manager = stage().manager();
        for (String name : List.of("a/b", "a:b", "a b", "ü→", "{x}", "grid", "..", "a\u0001b", "j-1234")) {
            manager.dict(name).put("k", name);
            assertThat(manager.dict(name).get("k")).isEqualTo(name);
        }
        assertThat(manager.objects()).hasSize(9);
    }
}
