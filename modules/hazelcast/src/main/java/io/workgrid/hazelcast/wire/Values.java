package io.workgrid.hazelcast.wire;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small values that many forms are made of. A constant is written by its name: another version may have it elsewhere. */
public final class Values {
    private static final long NO_DURATION = Long.MIN_VALUE;

    private Values() {}

    /** A text that is never missing. */
    public static String text(ObjectDataInput in) throws IOException {
        String text = in.readString();
        if (text == null) {
            throw new HazelcastSerializationException("a text is missing");
        }
        return text;
    }

    /** A constant. */
    public static void constant(ObjectDataOutput out, Enum<?> value) throws IOException {
        out.writeString(value.name());
    }

    /** A constant, one of these. */
    public static <E extends Enum<E>> E constant(ObjectDataInput in, E[] all) throws IOException {
        String name = in.readString();
        for (E each : all) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        throw new HazelcastSerializationException("no constant is named " + name + " here; the versions differ");
    }

    /** Bytes that are never missing. */
    public static byte[] bytes(ObjectDataInput in) throws IOException {
        byte[] bytes = in.readByteArray();
        if (bytes == null) {
            throw new HazelcastSerializationException("bytes are missing");
        }
        return bytes;
    }

    static void duration(ObjectDataOutput out, @Nullable Duration value) throws IOException {
        out.writeLong(value == null ? NO_DURATION : value.getSeconds());
        out.writeInt(value == null ? 0 : value.getNano());
    }

    static @Nullable Duration durationOrNull(ObjectDataInput in) throws IOException {
        long seconds = in.readLong();
        int nanos = in.readInt();
        return seconds == NO_DURATION ? null : Duration.ofSeconds(seconds, nanos);
    }

    static Duration duration(ObjectDataInput in) throws IOException {
        Duration value = durationOrNull(in);
        if (value == null) {
            throw new HazelcastSerializationException("a duration is missing");
        }
        return value;
    }

    /** Texts. */
    public static void texts(ObjectDataOutput out, Collection<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeString(text);
        }
    }

    /** Texts. */
    public static List<String> texts(ObjectDataInput in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(text(in));
        }
        return texts;
    }

    static void texts(ObjectDataOutput out, Map<String, String> texts) throws IOException {
        out.writeInt(texts.size());
        for (Map.Entry<String, String> each : texts.entrySet()) {
            out.writeString(each.getKey());
            out.writeString(each.getValue());
        }
    }

    static Map<String, String> textMap(ObjectDataInput in) throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.put(text(in), text(in));
        }
        return texts;
    }
}
