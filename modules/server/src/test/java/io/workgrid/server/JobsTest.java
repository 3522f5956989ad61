package io.workgrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    @Test
    void documentIsSubmittedAndItsResultsAreRead() throws Exception {
        Http.Answer job =
                http.submit("{\"task\":{\"name\":\"sleep\"},\"name\":\"naps\",\"items\":[\"1ms\",\"2ms\",0]}");

        assertThat(job.status()).as(job.body()).isEqualTo(201);
        assertThat(job.response().headers().firstValue("Location")).hasValue("/api/v1/jobs/" + job.text("id"));
        assertThat(job.json().get("count")).isEqualTo(3L);
        Http.Answer ended = http.get("/api/v1/jobs/" + job.text("id") + "?until=ended");
        assertThat(ended.text("phase")).isEqualTo("FINISHED");
        Http.Answer rows = http.get("/api/v1/jobs/" + job.text("id") + "/results");
        assertThat(rows.lines()).extracting(row -> row.get("index")).isEqualTo(List.of(0L, 1L, 2L));
    }
}
