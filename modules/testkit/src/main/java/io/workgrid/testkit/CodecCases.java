package io.workgrid.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Pool;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values come back from a worker as they went. */
interface CodecCases extends Cases {
    /** A value of two. */
    record Point(int x, double y, String name, List<Point> near) implements Serializable {}

    /** With a class of its own for one constant. */
    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "green!";
            }
        }
    }

    /** Bean-like, with a field that does not travel. */
    final class Room implements Serializable {
        private final String name;
        private transient int hash;

        Room(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Room room && room.name.equals(name);
        }

        @Override
        public int hashCode() {
            hash = hash == 0 ? name.hashCode() : hash;
            return hash;
        }
    }

    private static <T> T filled(T map, java.util.function.Consumer<T> with) {
        with.accept(map);
        return map;
    }

    static Stream<Object> values() {
        return Stream.of(
                        Stream.of(0, 1, -1, 127, 128, -129, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE),
                        Stream.of(0L, -1L, 1L << 40, Long.MIN_VALUE, Long.MAX_VALUE),
                        Stream.of((byte) -3, (short) -300, 'x', '\uD83D', true, false),
                        Stream.of(1.5f, Float.NaN, -0.0f, 1e300, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, -0.0),
                        texts(),
                        arrays(),
                        collections(),
                        others())
                .flatMap(all -> all);
    }

    private static Stream<Object> texts() {
        return Stream.of(
                "",
                "plain",
                "gr\u00FC\u00DFe \u4E16\u754C",
                "pair \uD83D\uDE00",
                "lone high \uD83D end",
                "\uDE00 lone low",
                "nul \u0000 inside",
                "line\nbreak\r\n",
                "long ".repeat(50_000),
                "\u00E9".repeat(70_000));
    }

    private static Stream<Object> arrays() {
        return Stream.of(
                new byte[] {1, -2, 3},
                new byte[0],
                new int[] {1, Integer.MIN_VALUE},
                new long[] {1, Long.MAX_VALUE},
                new double[] {1.5, Double.NaN},
                new float[] {1.5f},
                new char[] {'a', '\uD83D'},
                new boolean[] {true, false},
                new short[] {-1},
                new String[] {"a", Stage.nothing(), "c"},
                new Object[] {1, "two", new long[] {3}},
                new int[][] {{1}, {2, 3}},
                "bytes".getBytes(StandardCharsets.UTF_8));
    }

    private static Stream<Object> collections() {
        return Stream.of(
                List.of(),
                List.of(1, "two", 3.0),
                Arrays.asList("a", null, "c"),
                new ArrayList<>(List.of(List.of(1), List.of(2, 3))),
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                Map.of("a", 1, "b", List.of(2)),
                filled(new HashMap<Object, Object>(), map -> map.put(null, null)),
                filled(
                        new LinkedHashMap<String, Integer>(),
                        map -> List.of("z", "a", "m").forEach(k -> map.put(k, 1))),
                new TreeMap<>(Map.of("b", 1, "a", 2)),
                filled(
                        new TreeMap<String, Integer>(Collections.reverseOrder()),
                        map -> map.putAll(Map.of("a", 1, "b", 2))),
                new EnumMap<>(Map.of(Colour.RED, 1)),
                Set.of(1, 2, 3),
                new LinkedHashSet<>(List.of("z", "a", "m")),
                new TreeSet<>(List.of(3, 1, 2)),
                EnumSet.of(Colour.GREEN));
    }

    private static Stream<Object> others() {
        return Stream.of(
                new BigInteger("123456789012345678901234567890"),
                new BigDecimal("1.500"),
                Instant.parse("2026-01-02T03:04:05.678901234Z"),
                Duration.ofNanos(-5),
                LocalDate.of(2026, 2, 28),
                ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 6, ZoneId.of("Europe/Berlin")),
                UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"),
                Locale.GERMANY,
                BitSet.valueOf(new long[] {5}),
                Colour.RED,
                Colour.GREEN,
                new Point(1, 2.5, "p", List.of(new Point(0, 0, "q", List.of()))),
                new Room("kitchen"));
    }

    @ParameterizedTest
    @MethodSource("io.workgrid.testkit.CodecCases#values")
    default void valueComesBackAsItWent(Object value) {
        Object back = stage().pool(1).apply(it -> it, value);
        assertThat(back).isEqualTo(value);
    }

    @Test
    default void manyKindsMayBeMixedInOneCall() {
        List<Object> values = values().toList();
        assertThat(stage().pool(2).map(it -> it, values).toArray())
                .usingRecursiveComparison()
                .withEqualsForType(Float::equals, Float.class) // NaN comes back as NaN
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(values.toArray());
    }

    @Test
    default void workerSeesTheClassThatWasSent() {
        Pool pool = stage().pool(1);
        List<Object> values = List.of(
                1,
                1L,
                (short) 1,
                (byte) 1,
                'c',
                1f,
                1d,
                true,
                "s",
                new byte[0],
                new long[0],
                Colour.GREEN,
                new Room("r"));
        List<String> names = pool.map(it -> it.getClass().getName(), values);
        assertThat(names)
                .isEqualTo(values.stream().map(it -> it.getClass().getName()).toList());
    }

    @Test
    default void orderOfMapsAndSetsIsKept() {
        Pool pool = stage().pool(1);
        Map<String, Integer> map = new LinkedHashMap<>();
        List.of("z", "a", "m").forEach(key -> map.put(key, key.length()));
        assertThat(List.copyOf(requireNonNull(pool.apply(it -> it, map)).keySet()))
                .containsExactly("z", "a", "m");
        SortedMap<Integer, String> sorted = new TreeMap<>(Collections.reverseOrder());
        sorted.putAll(Map.of(1, "a", 2, "b", 3, "c"));
        Integer firstKey = pool.apply(it -> it.firstKey(), sorted);
        assertThat(firstKey).isEqualTo(3);
    }

    @Test
    default void emptyQueuesAndOtherSerializableClassesTravel() {
        Integer size = stage().pool(1).apply(it -> it.size(), new ArrayDeque<>(List.of(1, 2)));
        assertThat(size).isEqualTo(2);
    }

    @Test
    default void scaleOfADecimalIsKept() {
        Integer scale = stage().pool(1).apply(it -> it.scale(), new BigDecimal("1.500"));
        assertThat(scale).isEqualTo(3);
    }

    @Test
    default void lambdasTravelInsideOfItems() {
        io.workgrid.api.task.ItemFunction<Integer, Integer> plusOne = n -> n + 1;
        assertThat(stage().pool(1).map(f -> f.apply(1), List.of(plusOne))).containsExactly(2);
    }
}
