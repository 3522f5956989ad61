package io.workgrid.server.http;

import io.workgrid.server.http.Fault.Code;
import io.workgrid.server.json.BadJsonException;
import io.workgrid.server.json.BadJsonException.Kind;
import io.workgrid.server.json.JsonReader;
import io.workgrid.server.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/** A request and its answer. For the thread that answers it. */
public final class Call {
    public static final String JSON = "application/json";
    public static final String NDJSON = "application/x-ndjson";
    private static final int STREAM_BYTES = 64 << 10;

    private final Request request;
    private final Response response;
    private final Callback done;
    private final Map<String, String> path;
    private final long patienceMillis;
    private final Fields query;
    private final Set<String> asked = new HashSet<>();

    /**
     * @param patienceMillis how long a client may be slow
     */
    Call(Request request, Response response, Callback done, Map<String, String> path, long patienceMillis) {
        this.patienceMillis = patienceMillis;
        this.request = request;
        this.response = response;
        this.done = done;
        this.path = path;
        query = query(request);
    }

    private static Fields query(Request request) {
        try {
            return Request.extractQueryParameters(request);
        } catch (RuntimeException e) {
            throw Fault.of(Code.BAD_ARGUMENT, "the query cannot be read: " + e.getMessage());
        }
    }

    public String method() {
        return request.getMethod();
    }

    /** What stands in the path at a placeholder. */
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        return value;
    }

    /** A parameter of the query. */
    public @Nullable String query(String name) {
        asked.add(name);
        Fields.Field field = query.get(name);
        if (field == null) {
            return null;
        }
        if (field.getValues().size() > 1) {
            throw Fault.of(Code.BAD_ARGUMENT, "parameter " + name + " is given more than once");
        }
        return field.getValue();
    }

    /** All values of a parameter that may be repeated. */
    public Collection<String> queries(String name) {
        asked.add(name);
        return query.getValuesOrEmpty(name);
    }

    /** A whole number of the query. */
    public long query(String name, long otherwise, long least, long most) {
        String text = query(name);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("\\d{1,18}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most) {
            return Long.parseLong(text);
        }
        throw bad(name, text, "a whole number from " + least + " to " + most);
    }

    /** A parameter that is one of some words. */
    public String query(String name, String otherwise, String... words) {
        String text = query(name);
        if (text == null) {
            return otherwise;
        }
        if (Set.of(words).contains(text)) {
            return text;
        }
        throw bad(name, text, "one of " + String.join(", ", words));
    }

    /** What is wrong with a parameter. */
    public static Fault bad(String name, String text, String wanted) {
        return Fault.of(Code.BAD_ARGUMENT, name + " is \"" + text + "\"; wanted " + wanted)
                .at("query parameter " + name);
    }

    /** Refuses parameters that nobody asked for. */
    public void noMoreQueries() {
        for (String name : query.getNames()) {
            if (!asked.contains(name)) {
                throw Fault.of(Code.BAD_ARGUMENT, "unknown parameter " + name + " in the query")
                        .at("query parameter " + name)
                        .because(
                                asked.isEmpty()
                                        ? "this call takes none"
                                        : "known here: "
                                                + String.join(
                                                        ", ",
                                                        asked.stream().sorted().toList()));
            }
        }
    }

    /** A header; {@code null} if it is not there. */
    public @Nullable String header(String name) {
        return request.getHeaders().get(name);
    }

    /** The media type of the body, without parameters, in lower case; empty if there is none. */
    public String mediaType() {
        String type = header(HttpHeader.CONTENT_TYPE.asString());
        return type == null ? "" : type.replaceFirst(";.*", "").strip().toLowerCase(java.util.Locale.ROOT);
    }

    /** The length of the body; -1 if that is not said. */
    public long contentLength() {
        return request.getLength();
    }

    /** The body as it comes. A read fails if the client gives nothing for some time. */
    public InputStream body() {
        return Content.Source.asInputStream(request);
    }

    /** The body, which comes at some pace. */
    public InputStream pacedBody() {
        return new Paced(body(), patienceMillis);
    }

    /** The body as one JSON value. */
    public @Nullable Object jsonBody(int mostBytes) {
        if (!mediaType().equals(JSON)) {
            throw Fault.of(Code.WRONG_MEDIA_TYPE, "Content-Type is \"" + mediaType() + "\"; wanted " + JSON);
        }
        if (contentLength() > mostBytes) {
            throw tooLarge(mostBytes);
        }
        try (JsonReader reader = new JsonReader(new Limited(pacedBody(), mostBytes))) {
            if (!reader.hasNext()) {
                throw new BadJsonException(Kind.SYNTAX, "the body is empty; wanted a JSON object", null);
            }
            Object value = reader.next();
            if (reader.hasNext()) {
                throw new BadJsonException(Kind.SYNTAX, "bad JSON: more than one value", "line " + reader.line());
            }
            return value;
        }
    }

    /** A body that is larger than it may be. */
    public static Fault tooLarge(long mostBytes) {
        return Fault.of(Code.TOO_LARGE, "the body has more than " + mostBytes + " bytes, the most it may have here");
    }

    /** Sets a header of the answer. */
    public void answerHeader(String name, String value) {
        response.getHeaders().put(name, value);
    }

    /** Answers with a document. */
    public void answer(int status, @Nullable Object document) {
        answer(status, JSON, bytes(document));
    }

    private static byte[] bytes(@Nullable Object document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = JsonWriter.open(bytes)) {
            JsonWriter.write(out, document);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /** Answers with bytes. */
    public void answer(int status, String type, byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        boolean head = request.getMethod().equals("HEAD");
        response.write(true, head ? null : ByteBuffer.wrap(body), done);
    }

    /** Answers with nothing. */
    public void answer(int status) {
        response.setStatus(status);
        response.write(true, null, done);
    }

    /** How the rest of an answer is written. */
    public interface Writing {
        void write(OutputStream out) throws IOException;
    }

    /** Answers with as much as there is, written by this thread. A write waits until the client takes it, and fails if it does not for long. */
    public void stream(String type, Writing writing) throws IOException {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        OutputStream out = new java.io.BufferedOutputStream(Content.Sink.asOutputStream(response), STREAM_BYTES);
        try {
            writing.write(out);
        } catch (JacksonIOException e) {
            throw e.getCause(); // the client is gone, or takes nothing
        }
        out.close();
        done.succeeded();
    }

    /** Lets a request live on while its thread waits for something that is not the client. */
    public void patient() {
        request.addIdleTimeoutListener(timeout -> false);
    }

    /**
     * Answers with what went wrong; if the answer has begun, it is cut off, so that nobody takes it for whole. What the client still sends is
     * taken for a moment: one that is cut off while it sends does not see the answer.
     */
    void fail(Fault fault) {
        if (response.isCommitted()) {
            done.failed(fault);
            return;
        }
        response.reset();
        fault.headers().forEach(this::answerHeader);
        if (fault.status() == 401) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"workgrid\"");
        }
        byte[] body = bytes(fault.document());
        response.setStatus(fault.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        boolean head = request.getMethod().equals("HEAD");
        response.write(
                true,
                head ? null : ByteBuffer.wrap(body),
                Callback.from(() -> Lingering.over(request, done), done::failed));
    }
}
