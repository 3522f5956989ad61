package io.workgrid.server.http;

import io.workgrid.server.http.Fault.Code;
import io.workgrid.server.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import tools.jackson.core.JsonGenerator;

/** What Jetty itself refuses, as a request that is no HTTP or whose header is too large, in the form of all other errors. */
public final class JsonErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() == 0 ? 500 : response.getStatus();
        Object cause = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        String message = cause == null ? "the request cannot be read" : cause.toString();
        Fault fault =
                Fault.of(status >= 500 ? Code.BUG : Code.BAD_REQUEST, message).status(status);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JsonWriter.open(bytes)) {
            JsonWriter.write(out, fault.document());
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Call.JSON);
        response.write(true, ByteBuffer.wrap(bytes.toByteArray()), callback);
        return true;
    }
}
