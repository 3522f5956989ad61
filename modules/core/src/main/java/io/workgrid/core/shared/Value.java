package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A key, value or element as bytes; the same if its bytes are. Numbers, truth, text and bytes have forms that are known here, so that they can be merged where
 * they are kept; everything else is the engine's business. Immutable, as long as nobody changes the bytes.
 */
public final class Value {
    /** The most bytes of one value. */
    public static final int MOST_BYTES = 1 << 20;
    /** What a value is charged besides its bytes. */
    static final int OVERHEAD = 48;

    private final byte[] bytes;
    private final int hash;

    private static final Form[] FORMS = Form.values();

    /** What the bytes are. */
    public enum Form {
        INT(0),
        LONG(1),
        DOUBLE(2),
        BOOLEAN(3),
        TEXT(4),
        BYTES(5),
        /** Only the engine knows. */
        OTHER(6);

        private final int code;

        Form(int code) {
            this.code = code;
        }
    }

    private Value(byte[] bytes) {
        this.bytes = bytes;
        hash = Arrays.hashCode(bytes);
    }

    /** A number. */
    public static Value of(int number) {
        return whole(Form.INT, number);
    }

    /** A number. */
    public static Value of(long number) {
        return whole(Form.LONG, number);
    }

    /** A number. */
    public static Value of(double number) {
        return whole(Form.DOUBLE, Double.doubleToRawLongBits(number));
    }

    /** A truth. */
    public static Value of(boolean truth) {
        return whole(Form.BOOLEAN, truth ? 1 : 0);
    }

    /** A text, which must not have unpaired surrogates. */
    public static Value of(String text) {
        return of(Form.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Content of a form that is bytes: {@link Form#TEXT} in UTF-8, {@link Form#BYTES} or {@link Form#OTHER}. */
    public static Value of(Form form, byte[] content) {
        byte[] bytes = new byte[content.length + 1];
        bytes[0] = (byte) form.code;
        System.arraycopy(content, 0, bytes, 1, content.length);
        return new Value(bytes);
    }

    private static Value whole(Form form, long number) {
        ByteSink sink = new ByteSink();
        sink.number(form.code);
        sink.signed(number);
        return new Value(sink.bytes());
    }

    /** What it is. */
    public Form form() {
        return FORMS[bytes[0]];
    }

    /** The number of an {@link Form#INT} or {@link Form#LONG}; 1 or 0 of a {@link Form#BOOLEAN}. */
    public long number() {
        return signed();
    }

    /** The number of a {@link Form#DOUBLE}, or of a whole one. */
    public double real() {
        return form() == Form.DOUBLE ? Double.longBitsToDouble(signed()) : signed();
    }

    private long signed() {
        ByteSource source = new ByteSource(bytes);
        source.number();
        return source.signed();
    }

    /** The text of a {@link Form#TEXT}. */
    public String text() {
        return new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
    }

    /** The content of a form that is bytes. */
    public byte[] content() {
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    /** How many bytes it has. */
    public int size() {
        return bytes.length;
    }

    int charge() {
        return bytes.length + OVERHEAD;
    }

    /** Writes it. */
    public void write(ByteSink sink) {
        sink.block(bytes);
    }

    /** Reads what {@link #write} wrote. */
    public static Value read(ByteSource source) {
        byte[] bytes = source.block();
        if (bytes.length == 0 || bytes[0] < 0 || bytes[0] > Form.OTHER.code) {
            throw new IllegalArgumentException("these " + bytes.length + " bytes are no value");
        }
        return new Value(bytes);
    }

    /** For {@link #hashCode} spread over parts: the same on every node. */
    public int part(int parts) {
        int mixed = hash * 0x9E3779B9;
        return (mixed >>> 8) % parts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Value that && hash == that.hash && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return form() + " of " + bytes.length + " bytes";
    }
}
