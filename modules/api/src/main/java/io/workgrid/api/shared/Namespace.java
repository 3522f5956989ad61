package io.workgrid.api.shared;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A few named values that belong together; Python's {@code Namespace}. They are kept in one place, so that {@link #setAll} and {@link #toMap} are atomic. {@link
 * Manager} says what holds for all shared objects. At most 1,000 attributes and 4 MiB.
 */
public interface Namespace extends SharedObject {

    /** The value; {@code null} if it was not set. (Python: AttributeError.) */
    @Nullable
    Object get(String attribute);

    /**
     * The value.
     *
     * @throws java.util.NoSuchElementException if it was not set
     * @throws ClassCastException if it is of another class
     */
    <T> T get(String attribute, Class<T> type);

    /** Sets a value. Returns the one before, or {@code null}. */
    @Nullable
    Object set(String attribute, Object value);

    /** Sets several values at once. */
    void setAll(Map<String, ?> values);

    /** Removes a value. Returns it, or {@code null}. */
    @Nullable
    Object delete(String attribute);

    /** Replaces the whole by what a function makes of it, atomic; runs here, and again if overtaken, as {@link SharedDict#compute} says. */
    Map<String, Object> update(UnaryOperator<Map<String, Object>> function);

    /** A copy of all, of one moment. */
    Map<String, Object> toMap();

    /** The same namespace, whose changes count only as long as the calling owner holds that lock; see {@link SharedDict#withFence}. */
    Namespace withFence(SharedLock lock);
}
