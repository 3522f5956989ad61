package io.workgrid.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemFilesTest {
    private static final ItemRules RULES = new ItemRules(100, true);

    private static List<Object> items(String text, ItemFormat format) {
        return items(text.getBytes(StandardCharsets.UTF_8), format, false);
    }

    private static List<Object> items(byte[] bytes, ItemFormat format, boolean nulEnds) {
        List<Object> all = new ArrayList<>();
        new FileItems(new ByteArrayInputStream(bytes), "f", format, nulEnds, RULES).forEachRemaining(all::add);
        return all;
    }

    private static Problem fault(String text, ItemFormat format) {
        ProblemException e = catchThrowableOfType(ProblemException.class, () -> items(text, format));
        assertThat(e.exitCode()).isEqualTo(3);
        return e.problems().get(0);
    }

    @Test
    void aLineIsAnItemAndEmptyLinesAreNone() {
        assertThat(items("a\n\n b \r\nlast", ItemFormat.LINES)).containsExactly("a", " b ", "last");
        assertThat(items("", ItemFormat.LINES)).isEmpty();
        assertThat(items("\n\n", ItemFormat.LINES)).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstItem() {
        assertThat(items("\uFEFFa\n\uFEFFb", ItemFormat.LINES)).containsExactly("a", "\uFEFFb");
    }

    @Test
    void linesLongerThanTheReadBufferAreWhole() {
        String big = "x".repeat(200_000);
        List<Object> all = new ArrayList<>();
        InputStream in = new ByteArrayInputStream((big + "\n" + big + "y\nz").getBytes(StandardCharsets.UTF_8));
        new FileItems(in, "f", ItemFormat.LINES, false, new ItemRules(1 << 20, false)).forEachRemaining(all::add);
        assertThat(all).containsExactly(big, big + "y", "z");
    }

    @Test
    void nulEndsAnItemWhereAsked() {
        byte[] found = "a\nb\0c d\0".getBytes(StandardCharsets.UTF_8);
        assertThat(items(found, ItemFormat.LINES, true)).containsExactly("a\nb", "c d");
    }

    @Test
    void anItemWithANulNamesItsPlaceAndTheRemedy() {
        Problem problem = fault("a\nb\0c\n", ItemFormat.LINES);
        assertThat(problem.headline()).isEqualTo("the item holds a NUL character in f, line 2, column 2");
        assertThat(problem.why()).contains("-0");
    }

    @Test
    void aLineOverTheLimitNamesItsLine() {
        assertThat(fault("a\n" + "x".repeat(101) + "\n", ItemFormat.LINES).headline())
                .endsWith("in f, line 2");
    }

    @Test
    void bytesThatAreNoTextAreNotGuessed() {
        ProblemException e = catchThrowableOfType(
                ProblemException.class,
                () -> items(new byte[] {'a', '\n', (byte) 0xE4, '\n'}, ItemFormat.LINES, false));
        assertThat(e.getMessage()).isEqualTo("the item is not UTF-8 text in f, line 2");
    }

    @Test
    void anEndlessStreamIsReadAsFarAsItIsAskedFor() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return '\n';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                bytes[offset] = 'x';
                bytes[offset + 1] = '\n';
                return 2;
            }
        };
        Iterator<Object> items = new FileItems(endless, "-", ItemFormat.LINES, false, RULES);
        for (int i = 0; i < 1_000; i++) {
            assertThat(items.next()).isEqualTo("x");
        }
    }

    @Test
    void eachJsonLineIsAValue() {
        assertThat(items(
                        "{\"a\":1,\"b\":[true,null,\"\\u00e4\\n\"]}\n\n\"t\"\n-1.5e2\n12345678901234567890\n",
                        ItemFormat.JSONL))
                .hasSize(4)
                .contains("t", -150.0)
                .first()
                .asString()
                .isEqualTo("{a=1, b=[true, null, \u00e4\n]}");
    }

    @Test
    void badJsonIsToldAsTheSpecificationSays() {
        Problem problem = fault("{\"a\":1}\n{\"id\":\"a\",\"task\":\"primes\",\"n\":5,}\n", ItemFormat.JSONL);
        assertThat(problem.headline()).isEqualTo("bad JSON in f, line 2, column 33");
        assertThat(problem.why()).isEqualTo("unexpected `}` after a comma");
        assertThat(problem.code()).isEqualTo("GRID-C301");
    }

    @Test
    void everyKindOfBadJsonHasItsOwnReason() {
        assertThat(fault("[1,]", ItemFormat.JSONL).why()).isEqualTo("unexpected `]` after a comma");
        assertThat(fault("{\"a\" 1}", ItemFormat.JSONL).why()).contains("`:` is wanted");
        assertThat(fault("\"abc", ItemFormat.JSONL).why()).contains("has no end");
        assertThat(fault("01", ItemFormat.JSONL).why()).contains("must not begin with 0");
        assertThat(fault("{} x", ItemFormat.JSONL).why()).isEqualTo("unexpected `x` after the value");
        assertThat(fault("{\"a\":1,\"a\":2}", ItemFormat.JSONL).why()).contains("twice");
        assertThat(fault("null", ItemFormat.JSONL).why()).contains("cannot be null");
        assertThat(fault("[".repeat(90) + "\n", ItemFormat.JSONL).why()).contains("end of line");
        assertThat(fault("tru", ItemFormat.JSONL).why()).contains("`t`");
        assertThat(fault("\"\\x\"", ItemFormat.JSONL).why()).contains("unknown escape");
        assertThat(fault("-", ItemFormat.JSONL).why()).contains("digit");
    }

    @Test
    void aTableGivesRowsByColumn() {
        List<Object> rows = items("host,db\ndb-1,orders\n\"a,b\",\"say \"\"x\"\"\ny\"\n", ItemFormat.CSV);
        assertThat(rows)
                .containsExactly(Map.of("host", "db-1", "db", "orders"), Map.of("host", "a,b", "db", "say \"x\"\ny"));
        assertThat(((Map<?, ?>) rows.get(0)).keySet()).hasToString("[host, db]");
        assertThat(items("a\tb\n1\t2,3\n", ItemFormat.TSV)).containsExactly(Map.of("a", "1", "b", "2,3"));
        assertThat(items("a,b\n", ItemFormat.CSV)).isEmpty();
    }

    @Test
    void badRowsNameLineAndColumn() {
        assertThat(fault("a,b\n1,2\n3\n", ItemFormat.CSV).headline()).isEqualTo("bad table row in f, line 3, column 2");
        assertThat(fault("a,b\n1,2,3\n", ItemFormat.CSV).headline()).isEqualTo("bad table row in f, line 2, column 5");
        assertThat(fault("a,b\n1,\"x\"y\n", ItemFormat.CSV).headline())
                .isEqualTo("bad table row in f, line 2, column 6");
        assertThat(fault("a,b\n1,\"x\ny\n", ItemFormat.CSV).headline())
                .isEqualTo("bad table row in f, line 2, column 3");
        assertThat(fault("a,a\n1,2\n", ItemFormat.CSV).why()).contains("twice");
        assertThat(fault("a,\n1,2\n", ItemFormat.CSV).why()).contains("no name");
    }
}
