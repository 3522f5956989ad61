package io.workgrid.engine.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.JobId;
import io.workgrid.api.JobOptions;
import io.workgrid.core.job.ShardLayout;
import io.workgrid.engine.store.Classes;
import io.workgrid.engine.store.JobCode;
import io.workgrid.engine.store.JobRecord;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolCodeTest {
    @TempDir
    Path dir;

    private Path jar;
    private final List<String> idleTooLong = new ArrayList<>();
    private final PoolCode codes = new PoolCode(idleTooLong::add);
    private int jobs;

    @BeforeEach
    void aJar() throws Exception {
        jar = new Sources(dir).jar("one", Map.of("t.One", "package t; public class One {}"));
    }

    private LoadedCode open(String scope, String sha) {
        JobCode code =
                new JobCode.Named("t.One", Map.of(), new Classes.Shared(List.of(new Classes.Blob(sha, "one.jar", 1))));
        JobId id = new JobId("j-" + ++jobs);
        JobRecord record = new JobRecord(
                id,
                code,
                JobOptions.DEFAULT,
                new JobRecord.Scope(scope.isEmpty() ? id.text() : scope, null, null, 0, 0),
                false,
                ShardLayout.of(-1, JobOptions.DEFAULT),
                Map.of(),
                0);
        return codes.open(record, blob -> jar);
    }

    private static boolean open(LoadedCode code) {
        URL found = code.loader().getResource("t/One.class");
        return found != null;
    }

    @Test
    void callsOfAPoolHaveOneLoaderAlsoOneAfterTheOther() {
        LoadedCode first = open("p", "a");
        LoadedCode second = open("p", "a");
        assertThat(second.loader()).isSameAs(first.loader());
        first.close();
        second.close();
        assertThat(open(second)).isTrue();
        assertThat(open("p", "a").loader()).isSameAs(first.loader());
    }

    @Test
    void otherPoolsOtherJarsAndJobsOfNoPoolHaveLoadersOfTheirOwn() {
        LoadedCode pool = open("p", "a");
        LoadedCode alone = open("", "a");
        assertThat(List.of(
                        open("q", "a").loader(),
                        open("p", "b").loader(),
                        open("", "a").loader()))
                .doesNotContain(pool.loader(), alone.loader())
                .doesNotHaveDuplicates();
        alone.close();
        assertThat(open(alone)).isFalse();
    }

    @Test
    void loaderGoesWithItsPoolAndThePoolsLastJob() {
        LoadedCode ended = open("p", "a");
        LoadedCode running = open("p", "b");
        ended.close();
        codes.ended("p", true);
        assertThat(open(ended)).isFalse();
        assertThat(open(running)).isTrue();
        running.close();
        assertThat(open(running)).isFalse();
    }

    @Test
    void loaderStaysWhileAWorkerHasSomethingOfIt() {
        LoadedCode code = open("p", "a");
        Runnable used = code.use();
        code.close();
        codes.ended("p", true);
        assertThat(open(code)).isTrue();
        used.run();
        assertThat(open(code)).isFalse();
    }

    @Test
    void jobThatComesAfterTheEndOfItsPoolDoesNotBeginItAgain() {
        codes.ended("p", true);
        LoadedCode late = open("p", "a");
        late.close();
        assertThat(open(late)).isFalse();
    }

    @Test
    void ofIdlePoolsTheOneThatWasIdleLongestIsToBeLeft() {
        LoadedCode busy = open("busy", "a");
        LoadedCode oldest = open("p0", "a");
        oldest.close();
        for (int n = 1; n <= PoolCode.MOST_IDLE; n++) {
            open("p" + n, "a").close();
        }
        assertThat(idleTooLong).containsExactly("p0");
        assertThat(open(oldest)).isTrue();
        codes.ended("p0", false);
        assertThat(open(oldest)).isFalse();
        assertThat(open(busy)).isTrue();
        LoadedCode anew = open("p0", "a");
        anew.close();
        assertThat(open(anew)).isTrue();
        codes.close();
        assertThat(open(anew)).isFalse();
    }
}
