package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.RefusedException;
import io.workgrid.api.shared.Channel;
import io.workgrid.api.shared.SharedDict;
import io.workgrid.api.shared.SharedList;
import io.workgrid.api.shared.SharedQueue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What can be put in, and that it is a copy. */
interface ValueCases extends Cases {

    /** A value of a class of the caller. */
    record Room(String name, int windows) implements Serializable {}

    private <V> SharedDict<String, V> dict() {
        return stage().manager().dict("dict");
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfAny(
                        io.workgrid.api.BadInputException.class,
                        IllegalArgumentException.class,
                        NullPointerException.class);
    }

    @Test
    default void valuesKeepTheirClass() {
        SharedDict<String, Object> dict = dict();
        for (Object value : List.of(
                1, 2L, 0.5, true, "text", List.of(1, "a"), Map.of("k", 1), new Room("hall", 3), Thread.State.NEW)) {
            dict.put("k", value);
            assertThat(dict.get("k")).isEqualTo(value);
        }
        dict.put("k", new byte[] {1, 2});
        assertThat(dict.get("k")).isEqualTo(new byte[] {1, 2});
    }

    @Test
    default void valueIsACopyWhenPut() {
        List<Integer> mine = new ArrayList<>(List.of(1));
        SharedDict<String, List<Integer>> dict = dict();
        dict.put("k", mine);
        mine.add(2);
        assertThat(dict.get("k")).containsExactly(1);
    }

    @Test
    default void valueIsACopyWhenGot() {
        SharedDict<String, List<Integer>> dict = dict();
        dict.put("k", new ArrayList<>(List.of(1)));
        List<Integer> got = dict.getOrDefault("k", List.of());
        got.add(2);
        assertThat(dict.get("k")).containsExactly(1);
        SharedList<List<Integer>> list = stage().manager().list("list");
        list.append(new ArrayList<>(List.of(1)));
        list.get(0).add(2);
        assertThat(list.get(0)).containsExactly(1);
    }

    @Test
    default void nullIsRefused() {
        SharedDict<String, Object> dict = dict();
        refused(() -> dict.put("k", Stage.nothing()));
        refused(() -> dict.put(Stage.nothing(), 1));
        refused(() -> dict.get(Stage.nothing()));
        refused(() -> stage().manager().list("list").append(Stage.nothing()));
        refused(() -> stage().manager().queue("queue").put(Stage.nothing()));
        refused(() -> stage().manager().channel("channel", 1).send(Stage.nothing()));
        refused(() -> stage().manager().namespace("names").set("a", Stage.nothing()));
        refused(() -> stage().manager().dict(Stage.nothing()).size());
        assertThat(dict.isEmpty()).isTrue();
    }

    @Test
    default void whatCannotBeSentIsRefused() {
        SharedDict<String, Object> dict = dict();
        dict.put("k", 1);
        assertThatThrownBy(() -> dict.put("k", new Object()))
                .isInstanceOf(io.workgrid.api.BadInputException.class)
                .hasMessageContaining("Object");
        assertThatThrownBy(() -> stage().manager().list("list").append(new Thread()))
                .isInstanceOf(io.workgrid.api.BadInputException.class);
        assertThat(dict.get("k")).isEqualTo(1);
    }

    @Test
    default void largeValuesAreRefused() {
        byte[] large = new byte[1 << 20];
        SharedDict<String, byte[]> dict = dict();
        assertThatThrownBy(() -> dict.put("k", large)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> stage().manager().<byte[]>list("list").append(large))
                .isInstanceOf(RefusedException.class);
        SharedQueue<byte[]> queue = stage().manager().queue("queue");
        assertThatThrownBy(() -> queue.put(large)).isInstanceOf(RefusedException.class);
        Channel<byte[]> channel = stage().manager().channel("channel", 1);
        assertThatThrownBy(() -> channel.send(large)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> stage().manager().namespace("names").set("a", large))
                .isInstanceOf(RefusedException.class);
        byte[] fits = new byte[(1 << 20) - 1_000];
        dict.put("k", fits);
        assertThat(dict.get("k")).hasSize(fits.length);
    }
}
