package io.workgrid.server.job;

import io.workgrid.server.http.Call;
import io.workgrid.server.http.Fault;
import io.workgrid.server.http.Fault.Code;
import io.workgrid.server.http.Role;
import io.workgrid.server.http.Route;
import io.workgrid.server.http.Slots;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Jars, to be sent before the job that needs them. Any thread. */
public final class CodeCalls {
    private static final String CODE = "/api/v1/code/{sha256}";

    private final SentCode code;
    private final Slots uploads = new Slots("uploads of code", 8);

    public CodeCalls(SentCode code) {
        this.code = code;
    }

    /** What is answered. */
    public List<Route> routes() {
        return List.of(
                new Route("HEAD", CODE, Role.SUBMIT, this::look), new Route("PUT", CODE, Role.SUBMIT, this::put));
    }

    private void look(Call call) {
        call.noMoreQueries();
        String sha256 = call.path("sha256");
        if (code.find(sha256).isEmpty()) {
            throw Fault.of(Code.NO_SUCH_CODE, "the grid has no code " + sha256);
        }
        call.answer(200);
    }

    private void put(Call call) throws IOException {
        call.noMoreQueries();
        String sha256 = call.path("sha256");
        boolean taken;
        try (Slots.Slot slot = uploads.take()) {
            taken = code.take(sha256, call.pacedBody());
        }
        call.answer(taken ? 201 : 200, Map.of("schema", "grid.code/v1", "sha256", sha256));
    }
}
