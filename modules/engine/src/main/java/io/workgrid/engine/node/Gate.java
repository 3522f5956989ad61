package io.workgrid.engine.node;

import io.workgrid.engine.codec.ThrownText;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether a node may take leases now. One that cannot say is closed: an exchange must not fail for it. Any thread may ask. */
final class Gate {
    /** How long after a refusal it is asked again at the latest. */
    static final long AGAIN_MILLIS = 250;

    private final Supplier<@Nullable String> refusal;

    Gate(Supplier<@Nullable String> refusal) {
        this.refusal = refusal;
    }

    /** Why none are taken, or {@code null}. */
    @Nullable
    String refusal() {
        try {
            return refusal.get();
        } catch (RuntimeException e) {
            return "whether it may take leases cannot be told: " + ThrownText.of(e);
        }
    }
}
