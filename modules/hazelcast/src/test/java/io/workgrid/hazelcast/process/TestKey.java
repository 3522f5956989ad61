package io.workgrid.hazelcast.process;

import io.workgrid.api.GridKey;
import java.nio.charset.StandardCharsets;

/** The key of the grids that tests make of processes. */
public final class TestKey {
    public static final GridKey KEY = of("the key of all grids that are tested here");
    public static final GridKey OTHER = of("another key, which opens nothing at all here");

    private TestKey() {}

    private static GridKey of(String text) {
        return GridKey.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
