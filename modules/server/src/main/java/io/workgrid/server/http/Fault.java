package io.workgrid.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is not done, and why. The caller reads the code; people read the rest. */
public final class Fault extends RuntimeException {
    private final Code code;
    private final int status;
    private @Nullable String where;
    private @Nullable String why;
    private @Nullable String fix;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** The stable codes, shared with the command line where both can meet the same. */
    public enum Code {
        BAD_ARGUMENT("GRID-C101", 400),
        BAD_JSON("GRID-C301", 400),
        UNKNOWN_FIELD("GRID-C311", 400),
        WRONG_TYPE("GRID-C313", 400),
        BAD_VALUE("GRID-C314", 400),
        MISSING_FIELD("GRID-C315", 400),
        BAD_TASK("GRID-C402", 400),
        REFUSED("GRID-C501", 503),
        NO_SUCH_JOB("GRID-C502", 404),
        JOB_FAILED("GRID-C503", 409),
        NO_TOKEN("GRID-C511", 401),
        NOT_ALLOWED("GRID-C512", 403),
        WRONG_ORIGIN("GRID-C513", 403),
        WRONG_HOST("GRID-C513", 421),
        NO_SUCH_PLACE("GRID-C514", 404),
        NO_SUCH_METHOD("GRID-C515", 405),
        TOO_LARGE("GRID-C516", 413),
        TOO_SLOW("GRID-C517", 408),
        CONFLICT("GRID-C518", 409),
        WRONG_MEDIA_TYPE("GRID-C519", 415),
        BUSY("GRID-C520", 429),
        NO_SUCH_ITEM("GRID-C521", 404),
        NO_SUCH_NODE("GRID-C522", 404),
        NO_SUCH_CODE("GRID-C523", 404),
        WRONG_HASH("GRID-C524", 400),
        BROKEN_UPLOAD("GRID-C525", 400),
        BAD_REQUEST("GRID-C526", 400),
        NO_SUCH_OBJECT("GRID-C527", 404),
        BUG("GRID-C900", 500);

        private final String id;
        private final int status;

        Code(String id, int status) {
            this.id = id;
            this.status = status;
        }

        /** As it is told. */
        public String id() {
            return id;
        }
    }

    private Fault(Code code, int status, String message) {
        super(message);
        this.code = code;
        this.status = status;
    }

    /** A fault with the status of its code. */
    public static Fault of(Code code, String message) {
        return new Fault(code, code.status, message);
    }

    /** With another status. */
    public Fault status(int other) {
        Fault fault = new Fault(code, other, String.valueOf(getMessage()));
        fault.where = where;
        fault.why = why;
        fault.fix = fix;
        fault.headers.putAll(headers);
        return fault;
    }

    /** With the place in what was sent. */
    public Fault at(@Nullable String place) {
        where = place;
        return this;
    }

    /** With what explains it. */
    public Fault because(String reason) {
        why = reason;
        return this;
    }

    /** With what to do. */
    public Fault fixedBy(String advice) {
        fix = advice;
        return this;
    }

    /** With the time after which it may be tried again. */
    public Fault retryAfter(int seconds) {
        return header("Retry-After", Integer.toString(seconds));
    }

    public int status() {
        return status;
    }

    /** Whether more than this request is at fault: the connection had better end. */
    public boolean bug() {
        return code == Code.BUG;
    }

    /** With a header of the answer. */
    Fault header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** As a document. */
    Map<String, Object> document() {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("code", code.id);
        error.put("message", getMessage());
        error.put("where", where);
        error.put("why", why);
        error.put("fix", fix);
        error.values().removeIf(value -> value == null);
        return Map.of("error", error);
    }
}
