package io.workgrid.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.query.Predicate;
import io.workgrid.hazelcast.wire.Values;
import java.io.IOException;
import java.util.Map;

/** What has a key that begins so. */
final class KeysFrom implements Predicate<String, CellEntry>, IdentifiedDataSerializable {
    private String prefix = "";

    KeysFrom() {}

    KeysFrom(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public boolean apply(Map.Entry<String, CellEntry> entry) {
        return entry.getKey().startsWith(prefix);
    }

    @Override
    public int getFactoryId() {
        return StoreFactory.ID;
    }

    @Override
    public int getClassId() {
        return StoreFactory.KEYS_FROM;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeString(prefix);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        prefix = Values.text(in);
    }
}
