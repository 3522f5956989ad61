package io.workgrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.JobId;
import io.workgrid.api.JobSpec;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.SharedLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shared objects and locks, looked at and deleted by HTTP. */
@Timeout(60)
class ObjectsTest {
    private final Http http = new Http();

    @AfterEach
    void close() {
        http.close();
    }

    private Object value(String name) throws Exception {
        return http.get("/api/v1/shared/value?name=" + name).json().get("value");
    }

    @Test
    void whatIsInAnObjectIsShownAsItsKindCan() throws Exception {
        http.grid.manager().counter("rooms").add(3);
        http.grid.manager().list("names").extend(List.of("ada", "grace"));
        http.grid.manager().dict("painted").put("red", 5);
        http.grid.manager().namespace("site").set("open", true);
        http.grid.manager().queue("todo").put("wall");
        assertThat(value("rooms")).hasToString("3");
        assertThat(value("names")).isEqualTo(List.of("ada", "grace"));
        assertThat(value("painted")).hasToString("[[red, 5]]");
        assertThat(value("site")).hasToString("{open=true}");
        assertThat(value("todo")).isNull();
        List<String> names = new ArrayList<>();
        ((List<?>) http.get("/api/v1/shared").json().get("objects"))
                .forEach(object -> names.add(String.valueOf(((Map<?, ?>) object).get("name"))));
        assertThat(names).containsExactly("names", "painted", "rooms", "site", "todo");
    }

    @Test
    void aLongListIsCutAndSaysSo() throws Exception {
        http.grid.manager().list("numbers").extend(List.of(1, 2, 3));
        Map<?, ?> answer = http.get("/api/v1/shared/value?name=numbers&limit=2").json();
        assertThat(answer.get("value")).hasToString("[1, 2]");
        assertThat(answer.get("cut")).isEqualTo(true);
    }

    @Test
    void anObjectIsDeletedOnceAndThenNotThere() throws Exception {
        http.grid.manager().counter("rooms").add(3);
        var delete = http.request("/api/v1/shared?name=rooms").DELETE().build();
        assertThat(http.send(delete).status()).isEqualTo(200);
        Http.Answer again = http.send(delete);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.body()).contains("GRID-C527", "there is no shared object \\\"rooms\\\" in grid");
        assertThat(http.grid.manager().objects()).isEmpty();
    }

    @Test
    void aScopeThatIsNoJobIsRefused() throws Exception {
        assertThat(http.get("/api/v1/shared?scope=j-nobody").status()).isEqualTo(404);
        assertThat(http.get("/api/v1/locks?scope=Nobody").status()).isEqualTo(400);
        assertThat(http.get("/api/v1/shared/value").status()).isEqualTo(400);
    }

    @Test
    void whoHoldsALockIsNamedUntilItIsReleased() throws Exception {
        SharedLock ladder = http.grid.manager().lock("ladder");
        try (Hold hold = ladder.acquire()) {
            assertThat(http.get("/api/v1/locks").body())
                    .contains("\"name\":\"ladder\"", "\"fence\":" + hold.fence(), "\"waiting\":0");
        }
        assertThat(http.get("/api/v1/locks").json().get("locks")).isEqualTo(List.of());
    }

    @Test
    void locksOfAllScopesAreListedUnlessOneIsAskedFor() throws Exception {
        var job = http.grid.submit(
                JobSpec.<Integer, Integer>of((n, context) -> n, List.of(1)).withId(new JobId("j-locks")));
        job.await();
        try (Hold ofGrid = http.grid.manager().lock("ladder").acquire();
                Hold ofJob = http.grid.manager(job.id()).lock("brush").acquire()) {
            assertThat(ofGrid.fence()).isPositive();
            assertThat(ofJob.fence()).isPositive();
            assertThat(http.get("/api/v1/locks").body())
                    .contains("\"ladder\"", "\"brush\"", "\"scope\":\"grid\"", "\"scope\":\"j-locks\"");
            assertThat(http.get("/api/v1/locks?scope=j-locks").body())
                    .contains("\"brush\"")
                    .doesNotContain("\"ladder\"");
            assertThat(http.get("/api/v1/locks?scope=grid").body())
                    .contains("\"ladder\"")
                    .doesNotContain("\"brush\"");
        }
    }
}
