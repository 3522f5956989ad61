package io.workgrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JobsTest {
    private final Http http = new Http();

    @AfterEach
    void close() {
        http.close();
    }

    private Http.Answer job(String id) throws Exception {
        return http.get("/api/v1/jobs/" + id);
    }

    private Http.Answer ended(String id) throws Exception {
        return http.get("/api/v1/jobs/" + id + "?until=ended");
    }

    @Test
    void documentIsSubmittedAndItsResultsAreRead() throws Exception {
        Http.Answer job =
                http.submit("{\"task\":{\"name\":\"sleep\"},\"name\":\"naps\",\"items\":[\"1ms\",\"2ms\",0]}");

        assertThat(job.status()).as(job.body()).isEqualTo(201);
        assertThat(job.response().headers().firstValue("Location")).hasValue("/api/v1/jobs/" + job.text("id"));
        assertThat(job.json().get("count")).isEqualTo(3L);
        assertThat(ended(job.text("id")).text("phase")).isEqualTo("FINISHED");
        Http.Answer rows = http.get("/api/v1/jobs/" + job.text("id") + "/results");
        assertThat(rows.lines()).extracting(row -> row.get("index")).isEqualTo(List.of(0L, 1L, 2L));
        assertThat(rows.lines()).extracting(row -> row.get("result")).isEqualTo(List.of("1ms", "2ms", 0L));
    }

    @Test
    void linesAreSubmittedAsTheyComeAndReadFromAnyIndexOn() throws Exception {
        List<String> lines = new ArrayList<>(List.of("{\"task\":{\"name\":\"sleep\"},\"id\":\"j-lines\"}"));
        IntStream.range(0, 5_000).forEach(n -> lines.add(n % 7 == 0 ? "0\n" : "0"));
        Http.Answer job = http.lines(lines.toArray(new String[0]));

        assertThat(job.status()).as(job.body()).isEqualTo(201);
        assertThat(job.text("id")).isEqualTo("j-lines");
        assertThat(job.json().get("count")).isEqualTo(5_000L);
        Http.Answer rows = http.get("/api/v1/jobs/j-lines/results?from=4990");
        assertThat(rows.lines())
                .hasSize(10)
                .first()
                .extracting(row -> row.get("index"))
                .isEqualTo(4_990L);
        assertThat(http.get("/api/v1/jobs/j-lines/results?order=completed").lines())
                .hasSize(5_000);
    }

    @Test
    void everyJsonValueIsAnItemAndComesBack() throws Exception {
        String[] values = {
            "null",
            "true",
            "1",
            "-7",
            "9223372036854775808",
            "1.5",
            "0.1234567890123456789",
            "\"\\u00e9\\ud83d\\ude00\"",
            "[1,[2]]",
            "{\"a\":{\"b\":[null]}}"
        };
        String id = http.submit("{\"task\":{\"name\":\"echo\"},\"keyed\":true,\"items\":["
                        + String.join(
                                ",",
                                IntStream.range(0, values.length)
                                        .mapToObj(n -> "[\"k" + n + "\"," + values[n] + "]")
                                        .toList())
                        + "]}")
                .text("id");
        Http.Answer rows = http.get("/api/v1/jobs/" + id + "/results");
        assertThat(rows.lines())
                .extracting(row -> String.valueOf(row.get("key")))
                .startsWith("k0", "k1");
        String[] results = rows.body()
                .lines()
                .map(line -> line.replaceFirst(".*\"result\":", "").replaceFirst("}$", ""))
                .toArray(String[]::new);
        values[7] = "\"\u00e9\ud83d\ude00\"";
        assertThat(results).isEqualTo(values);
    }

    @Test
    void badLineLateInAnUploadStopsTheJobAndIsTold() throws Exception {
        List<String> lines = new ArrayList<>(List.of("{\"task\":{\"name\":\"sleep\"},\"id\":\"j-bad\"}"));
        IntStream.range(0, 2_000).forEach(n -> lines.add("0"));
        lines.add("{\"a\":1,}");
        Http.Answer answer = http.lines(lines.toArray(new String[0]));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error("code")).isEqualTo("GRID-C301");
        assertThat(answer.error("where")).startsWith("line 2002, column ");
        assertThat(answer.error("why")).contains("j-bad was stopped as FAILED");
        assertThat(ended("j-bad").text("phase")).isEqualTo("FAILED");
    }

    @Test
    void aNodeThatLeavesSendsSubmitsToOthers() throws Exception {
        http.grid.close();
        Http.Answer answer = http.submit("{\"task\":{\"name\":\"echo\"},\"items\":[1]}");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.error("message")).isEqualTo("this node leaves the grid");
        assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void badLineEarlyInAnUploadSubmitsNothing() throws Exception {
        assertThat(http.lines("{\"task\":{\"name\":\"sleep\"},\"id\":\"j-early\"}", "0", "oops")
                        .status())
                .isEqualTo(400);
        assertThat(job("j-early").status()).isEqualTo(404);
    }

    @Test
    void unknownAndWrongFieldsAreToldWithTheirPlace() throws Exception {
        assertThat(http.submit("{\"task\":{\"name\":\"sleep\",\"arg\":1},\"items\":[]}")
                        .error("message"))
                .isEqualTo("unknown field `task.arg`; known here: name, args, jars");
        assertThat(http.submit("{\"task\":{\"name\":\"sleep\"},\"itemz\":[]}").error("code"))
                .isEqualTo("GRID-C315");
        assertThat(http.submit("{\"task\":{\"name\":\"sleep\"},\"items\":[],\"retries\":{\"max\":\"3\"}}")
                        .error("where"))
                .isEqualTo("retries.max");
        assertThat(http.submit("{\"task\":{\"name\":\"sleep\"},\"items\":[],\"effect\":\"none\"}")
                        .error("message"))
                .isEqualTo("`effect` is \"none\"; wanted one of pure, idempotent, unsafe");
        assertThat(http.submit("{\"task\":{\"name\":\"slep\"},\"items\":[]}").error("code"))
                .isEqualTo("GRID-C402");
        assertThat(http.submit("{\"task\":{\"name\":\"sleep\"},\"items\":[]").error("where"))
                .startsWith("line 1");
        assertThat(http.post("/api/v1/jobs", "text/plain", "x").status()).isEqualTo(415);
    }

    @Test
    void sameKeyGivesTheSameJobAndAnotherBodyIsRefused() throws Exception {
        String body = "{\"task\":{\"name\":\"sleep\"},\"items\":[0,0]}";
        Http.Answer first = keyed("k1", "application/json", body);
        Http.Answer again = keyed("k1", "application/json", body);
        assertThat(List.of(first.status(), again.status())).isEqualTo(List.of(201, 200));
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(keyed("k1", "application/json", body.replace("[0,0]", "[0,1]"))
                        .status())
                .isEqualTo(409);
        assertThat(keyed("k1", "application/json", body.replace("[0,0]", "[0,0],\"priority\":1"))
                        .status())
                .isEqualTo(409);
        assertThat(keyed("k2", "application/json", body).text("id")).isNotEqualTo(first.text("id"));
        assertThat(keyed("two words", "application/json", body).status()).isEqualTo(400);
    }

    @Test
    void sameKeyHoldsForStreamsToo() throws Exception {
        String lines = "{\"task\":{\"name\":\"sleep\"}}\n" + "0\n".repeat(3_000);
        Http.Answer first = keyed("s1", "application/x-ndjson", lines);
        Http.Answer again = keyed("s1", "application/x-ndjson", lines);
        assertThat(List.of(first.status(), again.status())).isEqualTo(List.of(201, 200));
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(keyed("s1", "application/x-ndjson", lines + "0\n").status()).isEqualTo(409);
        assertThat(keyed("s1", "application/x-ndjson", lines.replaceFirst("0\n", "1e-9\n"))
                        .status())
                .isEqualTo(409);
    }

    private Http.Answer keyed(String key, String type, String body) throws Exception {
        return http.send(http.request("/api/v1/jobs")
                .header("Content-Type", type)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void idInUseIsAConflict() throws Exception {
        String body = "{\"task\":{\"name\":\"sleep\"},\"id\":\"j-mine\",\"items\":[]}";
        assertThat(http.submit(body).status()).isEqualTo(201);
        assertThat(http.submit(body).status()).isEqualTo(409);
    }

    @Test
    void jobIsPausedSetResumedAndCancelled() throws Exception {
        http.submit(
                "{\"task\":{\"name\":\"sleep\"},\"id\":\"j-long\",\"labels\":{\"team\":\"a\"},\"items\":[\"60s\",\"60s\",\"60s\"]}");
        assertThat(steer("pause").text("phase")).isEqualTo("PAUSED");
        Http.Answer set = http.send(http.request("/api/v1/jobs/j-long")
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"parallelism\":1,\"priority\":9}"))
                .build());
        assertThat(set.json().get("parallelism")).isEqualTo(1L);
        assertThat(set.json().get("priority")).isEqualTo(9L);
        assertThat(steer("resume").text("phase")).isEqualTo("RUNNING");
        assertThat(http.get("/api/v1/jobs/j-long/results?follow=false").body()).isEmpty();
        assertThat(http.get("/api/v1/jobs/j-long?until=ended&waitMs=10").text("phase"))
                .isEqualTo("RUNNING");
        assertThat(http.get("/api/v1/jobs?label=team=b").body()).contains("\"jobs\":[]");
        assertThat(http.get("/api/v1/jobs?label=team=a&phase=RUNNING").body()).contains("j-long");
        steer("cancel");
        assertThat(ended("j-long").text("phase")).isEqualTo("CANCELLED");
        Http.Answer again = http.send(http.request("/api/v1/jobs/j-long/retry")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"outcomes\":[\"CANCELLED\"]}"))
                .build());
        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(again.json().get("count")).isEqualTo(3L);
    }

    private Http.Answer steer(String verb) throws Exception {
        return http.send(http.request("/api/v1/jobs/j-long/" + verb)
                .POST(BodyPublishers.noBody())
                .build());
    }

    @Test
    void jobsArePaged() throws Exception {
        for (int n = 0; n < 5; n++) {
            http.submit("{\"task\":{\"name\":\"sleep\"},\"id\":\"j-page-" + n + "\",\"items\":[]}");
        }
        Http.Answer first = http.get("/api/v1/jobs?limit=2");
        assertThat(first.text("next")).isEqualTo("j-page-3");
        assertThat(http.get("/api/v1/jobs?limit=10&after=j-page-3").body())
                .contains("j-page-2", "j-page-0", "\"next\":null")
                .doesNotContain("j-page-3");
        assertThat(http.get("/api/v1/jobs?limit=0").error("message"))
                .isEqualTo("limit is \"0\"; wanted a whole number from 1 to 1000");
        assertThat(http.get("/api/v1/jobs?limt=1").error("message")).isEqualTo("unknown parameter limt in the query");
    }

    @Test
    void whatHappenedIsTold() throws Exception {
        http.submit("{\"task\":{\"name\":\"sleep\"},\"id\":\"j-rec\",\"items\":[0,\"soon\",0]}");
        ended("j-rec");
        assertThat(http.get("/api/v1/jobs/j-rec/items?outcome=FAILED").body()).contains("\"index\":1", "\"failure\":{");
        assertThat(http.get("/api/v1/jobs/j-rec/errors").body()).contains("\"count\":1", "\"items\":[1]");
        assertThat(http.get("/api/v1/jobs/j-rec/spans").body()).contains("grid.spans/v1");
        assertThat(http.get("/api/v1/jobs/j-rec/log/0").body()).contains("\"lines\":[]");
        assertThat(http.get("/api/v1/jobs/j-rec/log/3").status()).isEqualTo(404);
        assertThat(http.get("/api/v1/jobs/j-rec/joblog").body().lines())
                .hasSize(5)
                .element(3)
                .asString()
                .startsWith("1\t")
                .contains("\tFAILED\t1\t");
        assertThat(http.get("/metrics").body())
                .contains("workgrid_items{outcome=\"FAILED\"} 1\n", "workgrid_nodes 1\n")
                .containsPattern("workgrid_exchange_seconds_bucket\\{le=\"\\+Inf\"\\} [1-9]")
                .containsPattern("workgrid_exchange_seconds_count [1-9]");
    }

    @Test
    void followedResultsComeWhileTheJobRuns() throws Exception {
        http.submit("{\"task\":{\"name\":\"sleep\"},\"id\":\"j-live\",\"chunk\":1,\"items\":[0,\"60s\"]}");
        try (var lines = http.client
                .send(
                        http.request("/api/v1/jobs/j-live/results?follow=true").build(),
                        java.net.http.HttpResponse.BodyHandlers.ofLines())
                .body()) {
            assertThat(lines.findFirst())
                    .hasValueSatisfying(line -> assertThat(line).contains("\"index\":0"));
        }
    }
}
