package io.workgrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.workgrid.server.grid.Served;
import io.workgrid.server.http.Route;
import io.workgrid.server.http.Traffic;
import io.workgrid.server.job.SentCode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The description says what the server does: the same calls, and answers of the form it gives. */
@Timeout(120)
class OpenApiTest {
    private static final String SOME_HASH = "0".repeat(64);

    private final Http http = new Http();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private String text = "";
    private Map<?, ?> api = Map.of();

    @BeforeEach
    void read() throws Exception {
        text = http.get("/api/v1/openapi.json").body();
        api = (Map<?, ?>) Http.parsed(text);
        http.submit(
                "{\"task\":{\"name\":\"echo\"},\"id\":\"j-api\",\"items\":[1,\"fail\",{\"a\":[true]}],\"labels\":{\"k\":\"v\"}}");
        http.get("/api/v1/jobs/j-api?until=ended");
        http.grid.manager().dict("d").put("k", 1);
        http.grid.manager().lock("l").acquire();
    }

    @AfterEach
    void close() {
        http.close();
    }

    private Map<?, ?> map(Object from, String... path) {
        Object at = from;
        for (String name : path) {
            at = ((Map<?, ?>) at).get(name);
        }
        return at == null ? Map.of() : (Map<?, ?>) at;
    }

    /** {@code GET /path}, with its operation. */
    private Map<String, Map<?, ?>> described() {
        Map<String, Map<?, ?>> calls = new TreeMap<>();
        map(api, "paths")
                .forEach((path, methods) -> ((Map<?, ?>) methods)
                        .forEach((method, operation) -> calls.put(
                                method.toString().toUpperCase(Locale.ROOT) + " " + path, (Map<?, ?>) operation)));
        return calls;
    }

    @Test
    void everyRouteIsDescribedWithItsRoleAndNothingElse() {
        Map<String, String> routes = new TreeMap<>();
        Served served = new Served(http.grid, "dev", "0", nodes -> Optional.empty());
        for (Route route : GridServer.routes(served, new SentCode(http.grid), new Traffic())) {
            routes.put(route.method() + " " + route.template(), String.valueOf(route.role()));
        }
        Map<String, String> described = new TreeMap<>();
        described().forEach((call, operation) -> described.put(call, String.valueOf(operation.get("x-role"))));
        assertThat(described).isEqualTo(routes);
    }

    @Test
    void everyDescribedCallAnswersAsDescribed() throws Exception {
        List<String> surprises = new ArrayList<>();
        for (Map.Entry<String, Map<?, ?>> call : described().entrySet()) {
            String method = call.getKey().split(" ")[0];
            String path = call.getKey()
                    .split(" ")[1]
                    .replace("{id}", "j-api")
                    .replace("{index}", "1")
                    .replace("{name}", "nobody")
                    .replace("{sha256}", SOME_HASH);
            var request = http.request(path);
            if (method.equals("POST") || method.equals("PATCH")) {
                request.header("Content-Type", "application/json");
            }
            Http.Answer answer =
                    http.send(request.method(method, body(call.getKey())).build());
            check(call.getKey(), call.getValue(), answer, surprises);
        }
        assertThat(surprises).isEmpty();
    }

    private static java.net.http.HttpRequest.BodyPublisher body(String call) {
        return switch (call) {
            case "POST /api/v1/jobs" ->
                BodyPublishers.ofString(
                        "{\"task\":{\"name\":\"echo\",\"args\":{}},\"items\":[1],\"retries\":{\"max\":1}}");
            case "PATCH /api/v1/jobs/{id}" -> BodyPublishers.ofString("{\"priority\":3}");
            case "POST /api/v1/jobs/{id}/retry" -> BodyPublishers.ofString("{\"items\":[1]}");
            default -> BodyPublishers.noBody();
        };
    }

    private void check(String call, Map<?, ?> operation, Http.Answer answer, List<String> surprises) {
        Map<?, ?> responses = map(operation, "responses");
        String status = Integer.toString(answer.status());
        if (answer.status() == 404 && answer.body().contains("GRID-C514")
                || answer.status() == 405
                || answer.status() == 500) {
            surprises.add(call + " gives " + status + " " + answer.body());
        }
        boolean known = responses.containsKey(status);
        Map<?, ?> content = map(known ? responses.get(status) : responses.get("default"), "content");
        Optional<String> type =
                answer.response().headers().firstValue("Content-Type").map(full -> full.split(";")[0]);
        if (type.isEmpty()) {
            return;
        }
        if (!content.containsKey(type.get())) {
            surprises.add(call + " gives " + status + " of type " + type.get());
            return;
        }
        if (answer.body().isEmpty()) {
            return; // HEAD
        }
        String reference = String.valueOf(map(content, type.get(), "schema").get("$ref"));
        List<String> documents =
                type.get().endsWith("ndjson") ? answer.body().lines().toList() : List.of(answer.body());
        if (reference.startsWith("#") && type.get().contains("json")) {
            documents.forEach(document -> errors(reference, document)
                    .forEach(error -> surprises.add(call + " " + status + ": " + error + " in " + document)));
        }
    }

    private List<String> errors(String reference, String document) {
        Schema whole = registry.getSchema(
                SchemaLocation.of("urn:grid"),
                "{\"$ref\":\"" + reference + "\",\"components\":" + componentsText() + "}",
                InputFormat.JSON);
        return whole.validate(document, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    private String componentsText() {
        int from = text.indexOf("{", text.indexOf("\"components\""));
        int depth = 0;
        for (int at = from; ; at++) {
            char c = text.charAt(at);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return text.substring(from, at + 1);
            }
        }
    }

    @Test
    void formsAreJudgedAtAll() throws Exception {
        String job = http.get("/api/v1/jobs/j-api").body();
        assertThat(errors("#/components/schemas/Job", job)).isEmpty();
        assertThat(errors("#/components/schemas/Job", job.replace("FINISHED", "OVER")))
                .isNotEmpty();
        assertThat(errors("#/components/schemas/Job", job.replace("\"sealed\"", "\"seeled\"")))
                .isNotEmpty();
    }

    @Test
    void theServerTakesEveryFieldOfASpecThatIsDescribedAndNoOther() throws Exception {
        TreeSet<String> described = new TreeSet<>();
        map(api, "components", "schemas", "Spec", "properties")
                .keySet()
                .forEach(name -> described.add(name.toString()));
        String known = http.submit("{\"task\":{\"name\":\"echo\"},\"items\":[],\"nobody\":1}")
                .error("message");
        assertThat(new TreeSet<>(
                        List.of(known.replaceFirst(".*known here: ", "").split(", "))))
                .isEqualTo(described);
    }
}
