package io.workgrid.server.json;

import io.workgrid.server.json.BadJsonException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON values one after the other, as lines of NDJSON are, without more than one of them in memory. What comes out: String, Boolean,
 * Long (BigInteger where it does not fit), Double (BigDecimal where it would lose digits), {@code null}, ArrayList, LinkedHashMap. For
 * one thread at a time.
 */
public final class JsonReader implements AutoCloseable {
    /** The most bytes of one value; also what an item may have. */
    public static final int MOST_BYTES = 64 << 20;

    private static final int DEEPEST = 500;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(MOST_BYTES)
                    .maxNumberLength(1_000)
                    .maxNameLength(10_000)
                    .build())
            .build();

    private final Metered in;
    private final JsonParser parser;

    /** A reader of UTF-8. */
    public JsonReader(InputStream in) {
        this.in = new Metered(in);
        parser = FACTORY.createParser(ObjectReadContext.empty(), this.in);
    }

    /** Whether there is another value. Waits for it. */
    public boolean hasNext() {
        in.fromHere();
        return token(parser::nextToken) != null;
    }

    /** The value that {@link #hasNext} found. */
    public @Nullable Object next() {
        return token(this::value);
    }

    /** The line of the value read last, from 1. */
    public int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    /** How many bytes were taken from the stream so far. */
    public long bytes() {
        return in.all;
    }

    private interface Reading<T> {
        @Nullable
        T read();
    }

    private <T> @Nullable T token(Reading<T> reading) {
        try {
            return reading.read();
        } catch (JacksonIOException e) {
            throw new UncheckedIOException(e.getCause());
        } catch (StreamConstraintsException e) {
            throw new BadJsonException(Kind.TOO_LARGE, e.getOriginalMessage(), where(e));
        } catch (JacksonException e) {
            throw new BadJsonException(Kind.SYNTAX, "bad JSON: " + firstSentence(e.getOriginalMessage()), where(e));
        }
    }

    private static String firstSentence(String message) {
        return message.lines().findFirst().orElse("").replaceFirst(" \\(for .*", "");
    }

    private String here() {
        return place(parser.currentTokenLocation());
    }

    private static @Nullable String where(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null ? null : place(at);
    }

    private static String place(TokenStreamLocation at) {
        return "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private @Nullable Object value() {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> fraction();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            default -> throw new IllegalStateException("a value begins with " + parser.currentToken());
        };
    }

    private Object whole() {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> {
                BigInteger big = parser.getBigIntegerValue();
                yield big;
            }
        };
    }

    /** A double, if writing it again gives the same number. */
    private Object fraction() {
        double value = parser.getDoubleValue();
        String text = parser.getString();
        if (text.length() <= 15) {
            return value;
        }
        BigDecimal exact = new BigDecimal(text);
        boolean same = Double.isFinite(value) && BigDecimal.valueOf(value).compareTo(exact) == 0;
        return same ? (Object) value : exact;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (fields.containsKey(name)) {
                throw new BadJsonException(Kind.SYNTAX, "field \"" + name + "\" stands there twice", here());
            }
            parser.nextToken();
            fields.put(name, value());
        }
        return fields;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value());
        }
        return values;
    }

    @Override
    public void close() {
        parser.close();
    }

    /** Counts the bytes of one value, so that one without an end does not fill the memory. */
    private static final class Metered extends InputStream {
        private final InputStream in;
        private long taken;
        private long all;

        Metered(InputStream in) {
            this.in = in;
        }

        void fromHere() {
            taken = 0;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            add(one < 0 ? -1 : 1);
            return one;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int count = in.read(to, offset, length);
            add(count);
            return count;
        }

        private void add(int count) {
            if (count > 0) {
                taken += count;
                all += count;
            }
            if (taken > MOST_BYTES) {
                throw new BadJsonException(
                        Kind.TOO_LARGE, "a value has more than " + MOST_BYTES + " bytes, the most it may have", null);
            }
        }
    }
}
