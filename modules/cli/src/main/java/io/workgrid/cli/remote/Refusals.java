package io.workgrid.cli.remote;

import io.workgrid.cli.input.JsonReader;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a node says when it does not do as it was asked, in its own words, and what to exit with. */
final class Refusals {
    private static final int MOST_BYTES = 1 << 20;

    private Refusals() {}

    static ProblemException of(Answer answer, Address address) {
        Map<?, ?> error = error(answer);
        if (error == null || !(error.get("code") instanceof String code)) {
            return new ProblemException(
                    ExitCode.NO_NODE.code(),
                    Problem.of(
                                    ErrorCode.NO_GRID_THERE,
                                    address + " answered " + answer.status() + " and not as a node of a grid does")
                            .fixedBy("wanted the port of grid node start --http-port"),
                    "");
        }
        String message = error.get("message") instanceof String text ? text : "status " + answer.status();
        String where = error.get("where") instanceof String text ? " in " + text : "";
        return new ProblemException(
                exit(answer.status()).code(),
                new Problem(code, message + where, null, text(error, "why"), fix(answer.status(), error)),
                "");
    }

    private static @Nullable String fix(int status, Map<?, ?> error) {
        String told = text(error, "fix");
        return told == null && (status == 401 || status == 403)
                ? "GRID_TOKEN, --token-file FILE, or token-file in a profile"
                : told;
    }

    private static @Nullable Map<?, ?> error(Answer answer) {
        try {
            Object body = JsonReader.parse(answer.text(MOST_BYTES));
            return body instanceof Map<?, ?> map && map.get("error") instanceof Map<?, ?> error ? error : null;
        } catch (IOException | JsonReader.BadJsonException e) {
            return null;
        }
    }

    private static @Nullable String text(Map<?, ?> error, String name) {
        return error.get(name) instanceof String text ? text : null;
    }

    private static ExitCode exit(int status) {
        return switch (status) {
            case 400, 405, 408, 413, 415 -> ExitCode.BAD_INPUT;
            case 401, 403, 421 -> ExitCode.NOT_ALLOWED;
            case 404 -> ExitCode.NOT_FOUND;
            case 409, 429, 503 -> ExitCode.REFUSED;
            default -> ExitCode.BUG;
        };
    }
}
