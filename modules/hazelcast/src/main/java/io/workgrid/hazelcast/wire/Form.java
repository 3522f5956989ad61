package io.workgrid.hazelcast.wire;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import java.io.IOException;

/**
 * How one of our types is written and read, by hand: neither slow nor open to whatever a stranger sends, as Java's own way would be.
 * Any thread may use one.
 */
final class Form<T> implements StreamSerializer<T> {
    private final int typeId;
    private final Writing<T> writing;
    private final Reading<T> reading;

    /** Writes a value. */
    @FunctionalInterface
    interface Writing<T> {
        void write(ObjectDataOutput out, T value) throws IOException;
    }

    /** Reads a value. */
    @FunctionalInterface
    interface Reading<T> {
        T read(ObjectDataInput in) throws IOException;
    }

    Form(int typeId, Writing<T> writing, Reading<T> reading) {
        this.typeId = typeId;
        this.writing = writing;
        this.reading = reading;
    }

    @Override
    public int getTypeId() {
        return typeId;
    }

    @Override
    public void write(ObjectDataOutput out, T value) throws IOException {
        writing.write(out, value);
    }

    @Override
    public T read(ObjectDataInput in) throws IOException {
        return reading.read(in);
    }
}
