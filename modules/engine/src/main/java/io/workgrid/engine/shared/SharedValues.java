package io.workgrid.engine.shared;

import io.workgrid.api.BadInputException;
import io.workgrid.api.RefusedException;
import io.workgrid.core.shared.Value;
import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.codec.CodecException;
import io.workgrid.engine.codec.In;
import io.workgrid.engine.codec.Out;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of programs as values of cells, and back. Classes are found as the calling thread finds them: on a worker those of its job. Handles that are read become
 * handles of the manager's own grid. Any thread may use it.
 */
final class SharedValues {
    private final SharedScope manager;

    SharedValues(SharedScope manager) {
        this.manager = manager;
    }

    /**
     * A value, or a key.
     *
     * @param of the object it is for, for messages
     */
    Value encode(CellRef of, @Nullable Object value) {
        if (value == null) {
            throw new BadInputException(of.text() + " does not take null; nothing changed");
        }
        Value encoded = known(value);
        if (encoded == null) {
            encoded = other(of, value);
        }
        if (encoded.size() > Value.MOST_BYTES) {
            throw new RefusedException(of.text() + " was given a value of " + encoded.size()
                    + " bytes, and the most is " + Value.MOST_BYTES + "; nothing changed");
        }
        return encoded;
    }

    private static @Nullable Value known(Object value) {
        if (value instanceof Integer number) {
            return Value.of((int) number);
        } else if (value instanceof Long number) {
            return Value.of((long) number);
        } else if (value instanceof Double number) {
            return Value.of((double) number);
        } else if (value instanceof Boolean truth) {
            return Value.of((boolean) truth);
        } else if (value instanceof byte[] bytes) {
            return Value.of(Value.Form.BYTES, bytes);
        } else if (value instanceof String text
                && StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return Value.of(text);
        }
        return null;
    }

    private static Value other(CellRef of, Object value) {
        Out out = new Out();
        try {
            codec().write(out, value);
        } catch (CodecException e) {
            throw new BadInputException(
                    of.text() + " was given what cannot be sent: " + e.getMessage() + "; nothing changed", e);
        }
        return Value.of(Value.Form.OTHER, out.toBytes());
    }

    private static Codec codec() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return new Codec(context == null ? SharedValues.class.getClassLoader() : context);
    }

    /** What it was. */
    Object decode(CellRef of, Value value) {
        return switch (value.form()) {
            case INT -> (int) value.number();
            case LONG -> value.number();
            case DOUBLE -> value.real();
            case BOOLEAN -> value.number() != 0;
            case TEXT -> value.text();
            case BYTES -> value.content();
            case OTHER -> read(of, value);
        };
    }

    private Object read(CellRef of, Value value) {
        try {
            Object read = SentHandle.reading(manager, () -> codec().read(new In(value.content())));
            if (read == null) {
                throw new CodecException("it is null", null);
            }
            return read;
        } catch (CodecException e) {
            throw new BadInputException(of.text() + " has a value that cannot be read here: " + e.getMessage(), e);
        }
    }

    List<Object> decodeAll(CellRef of, List<Value> values) {
        List<Object> decoded = new ArrayList<>(values.size());
        values.forEach(value -> decoded.add(decode(of, value)));
        return decoded;
    }
}
