package io.workgrid.server.grid;

import io.workgrid.server.http.Call;
import io.workgrid.server.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What can be called, as OpenAPI. Any thread. */
public final class DescriptionCalls {
    private static final String FILE = "openapi.json";

    /** What is answered. */
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/v1/openapi.json", null, call -> call.answer(200, Call.JSON, read())));
    }

    private static byte[] read() throws IOException {
        try (InputStream in = DescriptionCalls.class.getResourceAsStream("/io/workgrid/server/" + FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not in the jar");
            }
            return in.readAllBytes();
        }
    }
}
