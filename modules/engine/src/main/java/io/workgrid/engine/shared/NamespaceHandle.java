package io.workgrid.engine.shared;

import io.workgrid.api.BadInputException;
import io.workgrid.api.shared.Namespace;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.core.shared.BucketOp;
import io.workgrid.core.shared.BucketOp.If;
import io.workgrid.core.shared.Guard;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A namespace in its cell. */
final class NamespaceHandle extends SharedHandle implements Namespace {
    private static final long serialVersionUID = 1L;

    private final transient SharedScope in;
    private final transient @Nullable Guard guard;

    NamespaceHandle(SharedScope in, String name, @Nullable Guard guard) {
        super(in.calls(), in.scope(), in.cell(name, Kind.NAMESPACE), 0);
        this.in = in;
        this.guard = guard;
    }

    private Value encode(@Nullable Object value) {
        return in.values().encode(cell(), value);
    }

    private @Nullable Object decode(@Nullable Value value) {
        return value == null ? null : in.values().decode(cell(), value);
    }

    @Override
    public @Nullable Object get(String attribute) {
        byte[] answer = calls().read(cell(), BucketOp.get(List.of(encode(attribute))));
        BucketOp.Found found = BucketOp.found(answer).get(0);
        return found == null ? null : decode(found.value());
    }

    @Override
    public <T> T get(String attribute, Class<T> type) {
        Object value = get(attribute);
        if (value == null) {
            throw new NoSuchElementException(cell().text() + " has no attribute \"" + attribute + "\"");
        }
        return type.cast(value);
    }

    private @Nullable Object change(String attribute, @Nullable Value value) {
        byte[] op = BucketOp.change(encode(attribute), If.ALWAYS, value, BucketOp.NO_END);
        return decode(BucketOp.changed(calls().change(cell(), guard, op)).before());
    }

    @Override
    public @Nullable Object set(String attribute, Object value) {
        return change(attribute, encode(value));
    }

    @Override
    public void setAll(Map<String, ?> values) {
        calls().change(cell(), guard, BucketOp.putAll(encodeAll(values)));
    }

    private Map<Value, Value> encodeAll(Map<String, ?> values) {
        Map<Value, Value> encoded = new LinkedHashMap<>();
        values.forEach((attribute, value) -> encoded.put(encode(attribute), encode(value)));
        return encoded;
    }

    @Override
    public @Nullable Object delete(String attribute) {
        return change(attribute, null);
    }

    private BucketOp.Page all() {
        return BucketOp.page(calls().read(cell(), BucketOp.page(0, Integer.MAX_VALUE, Long.MAX_VALUE)));
    }

    private Map<String, Object> decodeAll(BucketOp.Page page) {
        Map<String, Object> decoded = new LinkedHashMap<>();
        page.entries()
                .forEach((attribute, value) -> decoded.put(
                        (String) in.values().decode(cell(), attribute),
                        in.values().decode(cell(), value)));
        return decoded;
    }

    @Override
    public Map<String, Object> update(UnaryOperator<Map<String, Object>> function) {
        for (int tries = 0; ; tries++) {
            BucketOp.Page before = all();
            Map<String, Object> after = function.apply(decodeAll(before));
            if (after == null) {
                throw new BadInputException(cell().text() + " was to be replaced by null; nothing changed");
            }
            byte[] op = BucketOp.replaceAll(before.version(), encodeAll(after));
            if (BucketOp.number(calls().change(cell(), guard, op)) == 1) {
                return after;
            }
            Contention.pause(cell(), tries);
        }
    }

    @Override
    public Map<String, Object> toMap() {
        return decodeAll(all());
    }

    @Override
    public Namespace withFence(SharedLock lock) {
        Guard now = SharedScope.guard(lock);
        calls().guard(cell(), now);
        return new NamespaceHandle(in, name(), now);
    }
}
