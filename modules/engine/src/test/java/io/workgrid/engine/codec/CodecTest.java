package io.workgrid.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
    private final Codec codec = new Codec(CodecTest.class.getClassLoader());

    private byte[] write(Object value) {
        Out out = new Out();
        codec.write(out, value);
        return out.toBytes();
    }

    private Object trip(Object value) {
        In in = new In(write(value));
        Object back = codec.read(in);
        assertThatThrownBy(in::u8).as("all bytes were read").isInstanceOf(CodecException.class);
        return back;
    }

    @Test
    void everyValueComesBackWithItsClass() {
        List<Object> values = new ArrayList<>(Arrays.asList(
                null,
                true,
                false,
                0,
                191,
                192,
                -1,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                0L,
                191L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                0.0,
                -0.0,
                Double.NaN,
                Double.MIN_VALUE,
                "",
                "ascii",
                'c',
                1.5f,
                (byte) 3,
                (short) 4,
                new BigDecimal("1.50"),
                List.of(1, 2),
                new TreeMap<>(Map.of("a", 1)),
                new ArrayList<>(Arrays.asList(1, null, "x")),
                new HashMap<>(Map.of("a", new ArrayList<>(List.of(1)))),
                new LinkedHashMap<>(Map.of(1, 2))));
        for (Object value : values) {
            Object back = trip(value);
            assertThat(back).isEqualTo(value);
            if (value != null && !(value instanceof List)) {
                assertThat(back).hasSameClassAs(value);
            }
        }
    }

    @Test
    void arraysComeBack() {
        assertThat((byte[]) trip(new byte[] {1, -1})).containsExactly(1, -1);
        assertThat((long[]) trip(new long[] {1, Long.MIN_VALUE})).containsExactly(1, Long.MIN_VALUE);
        assertThat((double[]) trip(new double[] {1.5, -0.0})).containsExactly(1.5, -0.0);
        assertThat((int[]) trip(new int[] {7})).containsExactly(7);
        assertThat((Object[]) trip(new Object[] {1, "a"})).containsExactly(1, "a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"é", "日本", "a\uD83D\uDE00b", "\uD83D", "\uDE00x", "x\uDE00\uD83D", "\u0000", "\u007f\u0080", "þÿ"
            })
    void textsSurviveUnpairedSurrogatesToo(String text) {
        assertThat(trip(text)).isEqualTo(text);
        assertThat(trip("a".repeat(200) + text)).isEqualTo("a".repeat(200) + text);
    }

    @Test
    void textsOfAllLengthsAroundTheSizesOfTheBufferComeBack() {
        for (int length : new int[] {126, 127, 128, 255, 256, 257, 16_383, 16_384, 100_000}) {
            assertThat(trip("x".repeat(length))).isEqualTo("x".repeat(length));
            assertThat(trip("ü".repeat(length))).isEqualTo("ü".repeat(length));
        }
    }

    @Test
    void deepNestingAndCirclesAreLeftToJavaSerialization() {
        ArrayList<Object> deep = new ArrayList<>();
        for (int n = 0; n < 50; n++) {
            deep = new ArrayList<>(List.of(deep));
        }
        assertThat(trip(deep)).isEqualTo(deep);
    }

    private record Chain(Chain next) implements Serializable {}

    @Test
    void chainTooDeepForTheStackCannotBeSent() {
        Chain chain = null;
        for (int n = 0; n < 200_000; n++) {
            chain = new Chain(chain);
        }
        Chain deep = chain;
        assertThatThrownBy(() -> write(deep)).isInstanceOf(CodecException.class);
    }

    @Test
    void whatCannotBeSentNamesTheClassAtFault() {
        assertThatThrownBy(() -> write(new Object()))
                .isInstanceOf(CodecException.class)
                .hasMessage("java.lang.Object is not Serializable");
        assertThatThrownBy(() -> write(List.of(new Object())))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("java.lang.Object");
    }

    private static final class Unwritable implements Serializable {
        private void writeObject(ObjectOutputStream out) {
            throw new AssertionError("no") {
                @Override
                public String toString() {
                    throw new IllegalStateException("not even this");
                }
            };
        }
    }

    @Test
    void errorsOfUserCodeCannotBeSentEither() {
        assertThatThrownBy(() -> write(new Unwritable()))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Unwritable cannot be sent");
    }

    @Test
    void unsendableSaysWhyWhenItIsRead() {
        Out out = new Out();
        codec.writeUnsendable(out, "because");
        assertThatThrownBy(() -> codec.read(new In(out.toBytes())))
                .isInstanceOf(CodecException.class)
                .hasMessage("because");
    }

    @Test
    void corruptBytesEndInACodecException() {
        Random random = new Random(11);
        byte[] good = write(new ArrayList<>(List.of(
                "text", "tëxt", 5, 1L << 40, new long[] {1, 2}, new HashMap<>(Map.of("k", new byte[20])), 1.5f)));
        for (int n = 0; n < 20_000; n++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int hits = random.nextInt(4); hits > 0 && bad.length > 0; hits--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                codec.read(new In(bad));
            } catch (CodecException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void bytesNestedWithoutEndEndInACodecException() {
        byte[] nested = new byte[1_000_000];
        for (int n = 0; n < nested.length; n += 2) {
            nested[n] = 10; // a list
            nested[n + 1] = 1; // of one
        }
        assertThatThrownBy(() -> codec.read(new In(nested))).isInstanceOf(CodecException.class);
    }

    @Test
    void randomValuesComeBack() {
        Random random = new Random(42);
        for (int n = 0; n < 5_000; n++) {
            Object value = value(random, 0);
            assertThat(trip(value)).isEqualTo(value);
        }
    }

    private static Object value(Random random, int depth) {
        int kind = random.nextInt(depth > 10 ? 6 : 9);
        return switch (kind) {
            case 0 -> random.nextInt() >> random.nextInt(32);
            case 1 -> random.nextLong() >> random.nextInt(64);
            case 2 -> random.nextDouble();
            case 3 -> random.nextBoolean();
            case 4 -> text(random);
            case 5 -> null;
            case 6, 7 -> {
                List<Object> list = new ArrayList<>();
                for (int n = random.nextInt(4); n > 0; n--) {
                    list.add(value(random, depth + 1));
                }
                yield list;
            }
            default -> {
                Map<Object, Object> map = random.nextBoolean() ? new HashMap<>() : new LinkedHashMap<>();
                for (int n = random.nextInt(4); n > 0; n--) {
                    map.put(text(random), value(random, depth + 1));
                }
                yield map;
            }
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int most = random.nextBoolean() ? 0x80 : 0x10000;
        for (int n = random.nextInt(200); n > 0; n--) {
            text.append((char) random.nextInt(most));
        }
        return text.toString();
    }
}
