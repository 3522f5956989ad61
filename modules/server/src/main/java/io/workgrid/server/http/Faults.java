package io.workgrid.server.http;

import io.workgrid.api.BadInputException;
import io.workgrid.api.GridClosedException;
import io.workgrid.api.GridException;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.NoSuchNodeException;
import io.workgrid.api.RefusedException;
import io.workgrid.api.UnreachableException;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.server.http.Fault.Code;
import io.workgrid.server.json.BadJsonException;

/** What the grid and the JSON reader throw, as faults of a request. */
final class Faults {
    private static final int LATER_SECONDS = 5;

    private Faults() {}

    static Fault of(RuntimeException e) {
        return e instanceof BadJsonException json ? of(json) : of((GridException) e);
    }

    private static Fault of(BadJsonException e) {
        Code code = switch (e.kind()) {
            case SYNTAX -> Code.BAD_JSON;
            case UNKNOWN -> Code.UNKNOWN_FIELD;
            case MISSING -> Code.MISSING_FIELD;
            case TYPE -> Code.WRONG_TYPE;
            case VALUE -> Code.BAD_VALUE;
            case TOO_LARGE -> Code.TOO_LARGE;
        };
        return Fault.of(code, String.valueOf(e.getMessage())).at(e.where());
    }

    private static Fault of(GridException e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof BadInputException) {
            return Fault.of(Code.BAD_VALUE, message);
        }
        if (e instanceof NoSuchJobException) {
            return Fault.of(Code.NO_SUCH_JOB, message);
        }
        if (e instanceof NoSuchNodeException) {
            return Fault.of(Code.NO_SUCH_NODE, message);
        }
        if (e instanceof RefusedException) {
            return message.contains(" is in use")
                    ? Fault.of(Code.CONFLICT, message)
                    : Fault.of(Code.REFUSED, message).retryAfter(LATER_SECONDS);
        }
        if (e instanceof GridClosedException) {
            return Fault.of(Code.REFUSED, "this node leaves the grid")
                    .fixedBy("ask another node")
                    .retryAfter(LATER_SECONDS);
        }
        if (e instanceof UnreachableException) {
            return Fault.of(Code.REFUSED, message).fixedBy("ask another node").retryAfter(LATER_SECONDS);
        }
        if (e instanceof WaitTimedOutException) {
            return Fault.of(Code.REFUSED, message).retryAfter(LATER_SECONDS);
        }
        return Fault.of(Code.JOB_FAILED, message);
    }
}
