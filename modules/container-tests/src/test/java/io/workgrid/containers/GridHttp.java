package io.workgrid.containers;

import io.workgrid.testkit.container.GridCluster;
import io.workgrid.testkit.container.GridNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A grid as a client sees it, over HTTP: each call goes to one node after the other until one answers, for a minute. */
final class GridHttp {
    /** What a job may take at most on a machine that is merely busy. */
    static final Duration JOB = Duration.ofMinutes(4);

    private static final Duration CALL = Duration.ofSeconds(20);
    private static final Duration TRY = Duration.ofMinutes(1);
    private static final long PAUSE_NANOS = 200_000_000;
    private static final int SERVER_ERROR = 500;
    private static final JsonMapper JSON = new JsonMapper();

    private final GridCluster cluster;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    GridHttp(GridCluster cluster) {
        this.cluster = cluster;
    }

    /** A call that was answered with less than 500 by some node. */
    HttpResponse<String> call(Function<HttpRequest.Builder, HttpRequest.Builder> how, String path) {
        long until = System.nanoTime() + TRY.toNanos();
        List<String> reasons = new ArrayList<>();
        while (true) {
            reasons.clear();
            for (GridNode node : cluster.nodes()) {
                try {
                    HttpResponse<String> answer =
                            http.send(request(how, node.url().resolve(path)), BodyHandlers.ofString());
                    if (answer.statusCode() < SERVER_ERROR) {
                        return answer;
                    }
                    reasons.add(node.name() + ": " + answer.statusCode() + " " + answer.body());
                } catch (IOException e) {
                    reasons.add(node.name() + ": " + e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("interrupted", e);
                }
            }
            if (System.nanoTime() > until) {
                throw new AssertionError("nobody answered " + path + " within " + TRY + ": " + reasons);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private HttpRequest request(Function<HttpRequest.Builder, HttpRequest.Builder> how, URI url) {
        return how.apply(HttpRequest.newBuilder(url))
                .header("Authorization", "Bearer " + cluster.token())
                .timeout(CALL)
                .build();
    }

    JsonNode get(String path) {
        HttpResponse<String> answer = call(HttpRequest.Builder::GET, path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Submits a job; asked again it is the same job. */
    void submit(String id, String spec) {
        HttpResponse<String> answer = call(
                request -> request.header("Content-Type", "application/json")
                        .header("Idempotency-Key", id)
                        .POST(BodyPublishers.ofString(spec)),
                "/api/v1/jobs");
        if (answer.statusCode() > 201) {
            throw new AssertionError("submit " + id + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Sends a jar. */
    void code(String sha256, byte[] jar) {
        HttpResponse<String> answer = call(
                request -> request.header("Content-Type", "application/java-archive")
                        .PUT(BodyPublishers.ofByteArray(jar)),
                "/api/v1/code/" + sha256);
        if (answer.statusCode() > 201) {
            throw new AssertionError("code: " + answer.statusCode() + " " + answer.body());
        }
    }

    JsonNode job(String id) {
        return get("/api/v1/jobs/" + id);
    }

    /** Waits until the job is as wanted. */
    JsonNode await(String id, String what, Predicate<JsonNode> wanted) {
        long until = System.nanoTime() + JOB.toNanos();
        JsonNode job = job(id);
        while (!wanted.test(job)) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within " + JOB + ": " + what + ", but " + job);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            job = job(id);
        }
        return job;
    }

    /** Waits until so many items are done. */
    void awaitDone(String id, long items) {
        await(id, items + " items done", job -> job.path("done").asLong() >= items || isEnded(job));
    }

    JsonNode awaitEnd(String id) {
        return await(id, "the end", GridHttp::isEnded);
    }

    static boolean isEnded(JsonNode job) {
        return !job.path("ended").isNull() && !job.path("ended").isMissingNode();
    }

    /** The results, in order, each with what else is told of its item. */
    List<JsonNode> results(String id) {
        HttpResponse<String> answer = call(HttpRequest.Builder::GET, "/api/v1/jobs/" + id + "/results?order=index");
        if (answer.statusCode() != 200) {
            throw new AssertionError("results of " + id + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().lines().map(JSON::readTree).toList();
    }
}
