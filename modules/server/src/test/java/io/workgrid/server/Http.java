package io.workgrid.server;

import io.workgrid.api.Grid;
import io.workgrid.server.grid.Served;
import io.workgrid.server.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server over a grid in this process, and a client of it. */
final class Http implements AutoCloseable {
    final Grid grid = Grid.local(2);
    final GridServer server;
    final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Http() {
        this(ServerOptions.local(0));
    }

    Http(ServerOptions options) {
        this(options, Doors.idleMillis());
    }

    /** With clients that may not be still for longer than that. */
    Http(ServerOptions options, int idleMillis) {
        try {
            server = GridServer.open(options, idleMillis);
            server.start(new Served(grid, "dev", "0.0", nodes -> nodes.stream().findFirst()));
        } catch (RuntimeException e) {
            grid.close();
            throw e;
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    /** An answer. */
    record Answer(int status, String body, HttpResponse<?> response) {

        /** As JSON. */
        Map<?, ?> json() {
            return (Map<?, ?>) parsed(body);
        }

        String text(String field) {
            return String.valueOf(json().get(field));
        }

        /** A field of the error. */
        String error(String field) {
            return String.valueOf(((Map<?, ?>) json().get("error")).get(field));
        }

        /** Its lines as JSON. */
        List<? extends Map<?, ?>> lines() {
            return body.lines()
                    .filter(line -> !line.isEmpty())
                    .map(line -> (Map<?, ?>) parsed(line))
                    .toList();
        }
    }

    /** What becomes true. */
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Waits for it, with a deadline. */
    static void eventually(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 s");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    static Object parsed(String json) {
        try (JsonReader reader = new JsonReader(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))) {
            if (!reader.hasNext()) {
                throw new AssertionError("no JSON: " + json);
            }
            Object value = reader.next();
            if (value == null) {
                throw new AssertionError("null");
            }
            return value;
        }
    }

    Answer send(HttpRequest request) throws Exception {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body(), response);
    }

    Answer get(String path) throws Exception {
        return send(request(path).GET().build());
    }

    Answer post(String path, String type, String body) throws Exception {
        return send(request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Submits a document. */
    Answer submit(String document) throws Exception {
        return post("/api/v1/jobs", "application/json", document);
    }

    /** Submits lines. */
    Answer lines(String... lines) throws Exception {
        return post("/api/v1/jobs", "application/x-ndjson", String.join("\n", lines) + "\n");
    }

    /** A body that is made as it is sent. */
    Answer stream(InputStream body) throws Exception {
        return send(request("/api/v1/jobs")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofInputStream(() -> body))
                .build());
    }

    @Override
    public void close() {
        server.close();
        grid.close();
    }
}
