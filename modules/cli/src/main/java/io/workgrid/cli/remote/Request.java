package io.workgrid.cli.remote;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that fits into memory.
 *
 * @param path with the query, encoded
 * @param body JSON, or {@code null}
 * @param patienceMillis how long nothing may come before the node counts as lost
 * @param repeatable whether it may be made again on another node when it is not known whether this one carried it out
 */
record Request(String method, String path, @Nullable String body, int patienceMillis, boolean repeatable) {
    static final int PATIENCE_MILLIS = 20_000;

    static Request get(String path) {
        return new Request("GET", path, null, PATIENCE_MILLIS, true);
    }

    static Request post(String path) {
        return new Request("POST", path, null, PATIENCE_MILLIS, true);
    }

    Request with(String json) {
        return new Request(method, path, json, patienceMillis, repeatable);
    }

    Request patient(int millis) {
        return new Request(method, path, body, millis, repeatable);
    }

    Request once() {
        return new Request(method, path, body, patienceMillis, false);
    }

    byte[] bytes() {
        return body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    }

    Map<String, String> headers() {
        return body == null
                ? (method.equals("GET") || method.equals("HEAD") ? Map.of() : Map.of("Content-Length", "0"))
                : Map.of("Content-Type", "application/json", "Content-Length", Integer.toString(bytes().length));
    }
}
