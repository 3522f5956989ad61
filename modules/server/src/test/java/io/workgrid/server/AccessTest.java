package io.workgrid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.server.access.Token;
import io.workgrid.server.http.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AccessTest {
    private static final Logger LOG = Logger.getLogger("io.workgrid.server");

    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            synchronized (logged) {
                logged.add(record.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final String view = Token.random();
    private final String submit = Token.random();
    private final String admin = Token.random();
    private final String old = Token.random();

    @TempDir
    private Path dir;

    private Path file;
    private Http http;

    @BeforeEach
    void open() throws Exception {
        file = dir.resolve("tokens");
        Files.write(
                file,
                List.of(
                        "# who may",
                        Token.line(view, "eye", Role.VIEW, null),
                        Token.line(submit, "ci", Role.SUBMIT, Instant.parse("2999-01-01T00:00:00Z")),
                        "",
                        Token.line(admin, "root", Role.ADMIN, null),
                        Token.line(old, "left", Role.ADMIN, Instant.parse("2020-01-01T00:00:00Z"))));
        http = new Http(new ServerOptions("127.0.0.1", 0, file, null, null));
        LOG.addHandler(handler);
    }

    @AfterEach
    void close() {
        LOG.removeHandler(handler);
        http.close();
    }

    private Http.Answer get(String path, String token) throws Exception {
        return http.send(
                http.request(path).header("Authorization", "Bearer " + token).build());
    }

    private Http.Answer post(String path, String token) throws Exception {
        return http.send(http.request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"task\":{\"name\":\"sleep\"},\"items\":[]}"))
                .build());
    }

    @Test
    void nobodyCallsWithoutAToken() throws Exception {
        Http.Answer answer = http.get("/api/v1/jobs");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
        assertThat(http.get("/api/v1/openapi.json").status()).isEqualTo(200);
        assertThat(http.get("/metrics").status()).isEqualTo(401);
        assertThat(http.get("/health/live").status()).isEqualTo(200);
        assertThat(http.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void aRoleAllowsWhatTheLowerOnesDoAndNoMore() throws Exception {
        assertThat(get("/api/v1/jobs", view).status()).isEqualTo(200);
        assertThat(get("/api/v1/jobs", submit).status()).isEqualTo(200);
        assertThat(get("/api/v1/jobs", admin).status()).isEqualTo(200);
        assertThat(post("/api/v1/jobs", view).status()).isEqualTo(403);
        assertThat(post("/api/v1/jobs", submit).status()).isEqualTo(201);
        assertThat(post("/api/v1/nodes/local/drain", submit).status()).isEqualTo(403);
        assertThat(post("/api/v1/nodes/nobody/drain", admin).status()).isIn(404, 503);
    }

    @Test
    void unknownExpiredAndGarbledTokensAreRefusedAndLoggedWithoutThem() throws Exception {
        String unknown = Token.random();
        assertThat(get("/api/v1/jobs", unknown).status()).isEqualTo(401);
        assertThat(get("/api/v1/jobs", old).error("message"))
                .isEqualTo("the token of left expired at 2020-01-01T00:00:00Z");
        assertThat(http.send(http.request("/api/v1/jobs")
                                .header("Authorization", "Basic " + admin)
                                .build())
                        .status())
                .isEqualTo(401);
        assertThat(post("/api/v1/jobs", view).error("message")).contains("eye has role view", "wants submit");
        synchronized (logged) {
            assertThat(logged)
                    .hasSize(4)
                    .allSatisfy(line -> assertThat(line)
                            .startsWith("refused ")
                            .contains("from 127.0.0.1")
                            .doesNotContain(unknown, old, admin, view));
        }
    }

    @Test
    void changedFileTakesEffectAndABrokenOneDoesNot() throws Exception {
        Files.writeString(file, "nonsense\n");
        Http.eventually(() -> {
            assertThat(get("/api/v1/jobs", view).status()).isEqualTo(200);
            synchronized (logged) {
                return logged.stream().anyMatch(line -> line.contains("stay in force"));
            }
        });
        Files.writeString(file, Token.line(admin, "root", Role.ADMIN, null) + "\n");
        Http.eventually(() -> get("/api/v1/jobs", view).status() == 401);
        assertThat(get("/api/v1/jobs", admin).status()).isEqualTo(200);
    }

    @Test
    void pagesOfOtherSitesAreRefused() throws Exception {
        assertThat(http.send(http.request("/api/v1/jobs")
                                .header("Authorization", "Bearer " + admin)
                                .header("Origin", "https://evil.example")
                                .build())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aTokenItselfInTheFileIsRefusedAndNotRepeated() throws Exception {
        Path bad = Files.writeString(dir.resolve("bad"), "ci submit " + submit + "\n");
        assertThatThrownBy(() -> new Http(new ServerOptions("127.0.0.1", 0, bad, null, null)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 1 gives ci something that is no sha256")
                .hasMessageNotContaining(submit);
    }

    @Test
    void withoutTokensOnlyLoopbackIsServed() {
        assertThatThrownBy(() -> new Http(new ServerOptions("0.0.0.0", 0, null, null, null)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("wanted a token file, or a loopback address");
    }
}
