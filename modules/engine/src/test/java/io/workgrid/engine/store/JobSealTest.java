package io.workgrid.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Effect;
import io.workgrid.api.Halt;
import io.workgrid.api.JobId;
import io.workgrid.api.JobOptions;
import io.workgrid.api.RetryPolicy;
import io.workgrid.core.job.ShardLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A signed job is refused as soon as anything in it is another. */
class JobSealTest {
    private static final Classes.Shared JAR = new Classes.Shared(List.of(new Classes.Blob("aa", "a.jar", 7)));
    private static final JobCode NAMED = new JobCode.Named("sha256", Map.of("k", "v"), JAR);
    private static final JobRecord.Scope SCOPE = new JobRecord.Scope("j-1", null, null, 0, 0);

    private final JobSeal seal = new JobSeal(new byte[] {1, 2, 3});

    /** The parts of a job, one of which is to be another. */
    private record Parts(
            JobId id,
            JobCode code,
            JobOptions options,
            JobRecord.Scope scope,
            boolean keyed,
            ShardLayout shards,
            Map<String, String> broadcasts,
            long created,
            List<JobId> needs) {
        JobRecord signedAs(byte[] signature) {
            return new JobRecord(id, code, options, scope, keyed, shards, broadcasts, created, needs, signature);
        }
    }

    private static Parts parts(JobCode code, JobOptions options, JobRecord.Scope scope, ShardLayout shards) {
        return new Parts(
                new JobId("j-1"),
                code,
                options,
                scope,
                false,
                shards,
                Map.of("b", "hash"),
                5,
                List.of(new JobId("j-0")));
    }

    private static Parts with(JobCode code) {
        return parts(code, JobOptions.DEFAULT, SCOPE, new ShardLayout(1, 10, 10));
    }

    private static Parts with(UnaryOperator<JobOptions> change) {
        return parts(NAMED, change.apply(JobOptions.DEFAULT), SCOPE, new ShardLayout(1, 10, 10));
    }

    private static Parts with(JobRecord.Scope scope) {
        return parts(NAMED, JobOptions.DEFAULT, scope, new ShardLayout(1, 10, 10));
    }

    private static Parts with(ShardLayout shards) {
        return parts(NAMED, JobOptions.DEFAULT, SCOPE, shards);
    }

    private static List<Parts> others() {
        Parts p = with(NAMED);
        List<Parts> others = new ArrayList<>(List.of(
                new Parts(new JobId("j-2"), p.code, p.options, p.scope, false, p.shards, p.broadcasts, 5, p.needs),
                new Parts(p.id, p.code, p.options, p.scope, true, p.shards, p.broadcasts, 5, p.needs),
                new Parts(p.id, p.code, p.options, p.scope, false, p.shards, Map.of("b", "hush"), 5, p.needs),
                new Parts(p.id, p.code, p.options, p.scope, false, p.shards, Map.of(), 5, p.needs),
                new Parts(p.id, p.code, p.options, p.scope, false, p.shards, p.broadcasts, 6, p.needs),
                new Parts(p.id, p.code, p.options, p.scope, false, p.shards, p.broadcasts, 5, List.of())));
        others.addAll(List.of(
                with(new JobCode.Named("sha512", Map.of("k", "v"), JAR)),
                with(new JobCode.Named("sha256", Map.of("k", "w"), JAR)),
                with(new JobCode.Named("sha256", Map.of("kv", ""), JAR)),
                with(new JobCode.Named("sha256", Map.of("k", "v"), new Classes.Shared(List.of()))),
                with(new JobCode.Named(
                        "sha256", Map.of("k", "v"), new Classes.Shared(List.of(new Classes.Blob("ab", "a.jar", 7))))),
                with(new JobCode.Shipped("sha256", new byte[] {1}, JAR)),
                with(new JobCode.Shipped("sha256", new byte[] {2}, JAR))));
        others.addAll(List.of(
                with(o -> o.withName("n")),
                with(o -> o.withName("")),
                with(o -> o.withLabels(Map.of("a", "b"))),
                with(o -> o.withChunkSize(3)),
                with(o -> o.withParallelism(3)),
                with(o -> o.withTimeout(Duration.ofSeconds(1))),
                with(o -> o.withDeadline(Duration.ofSeconds(1))),
                with(o -> o.withEffect(Effect.UNSAFE)),
                with(o -> o.withHalt(Halt.atFailures(Halt.When.NOW, 3))),
                with(o -> o.withHalt(Halt.aboveShare(Halt.When.NOW, 0.3))),
                with(o -> o.withPriority(3)),
                with(o -> o.withDryRun(true)),
                with(o -> o.withRetries(o.retries().withMaxRetries(7))),
                with(o -> o.withRetries(o.retries().withJitter(!o.retries().jitter()))),
                with(o -> o.withRetries(RetryPolicy.DEFAULT.withNotOn(List.of("x")))),
                with(o -> o.withRetries(o.retries().withBackoff(Duration.ofMillis(7), Duration.ofHours(7))))));
        others.addAll(List.of(
                with(new JobRecord.Scope("pool", null, null, 0, 0)),
                with(new JobRecord.Scope("j-1", new byte[0], null, 0, 0)),
                with(new JobRecord.Scope("j-1", null, new byte[0], 0, 0)),
                with(new JobRecord.Scope("j-1", null, null, 1, 0)),
                with(new JobRecord.Scope("j-1", null, null, 0, 1)),
                with(new ShardLayout(2, 10, 10)),
                with(new ShardLayout(1, 11, 10)),
                with(new ShardLayout(1, 10, 11))));
        return others;
    }

    @Test
    void whatWasSignedFits() {
        JobRecord signed = seal.sign(with(NAMED).signedAs(new byte[0]));
        assertThat(seal.fits(signed)).isTrue();
        assertThat(new JobSeal(new byte[] {1, 2, 3}).fits(signed)).isTrue();
    }

    @Test
    void whatWasNotSignedOrWithAnotherSecretDoesNotFit() {
        JobRecord unsigned = new JobRecord(
                new JobId("j-1"), NAMED, JobOptions.DEFAULT, SCOPE, false, new ShardLayout(1, 10), Map.of(), 5);
        assertThat(seal.fits(unsigned)).isFalse();
        assertThat(seal.fits(new JobSeal(new byte[] {1, 2, 4}).sign(unsigned))).isFalse();
    }

    @Test
    void anythingThatIsAnotherDoesNotFit() {
        byte[] signature = seal.sign(with(NAMED).signedAs(new byte[0])).signature();
        assertThat(signature).isNotNull();
        for (Parts other : others()) {
            assertThat(seal.fits(other.signedAs(signature))).as("%s", other).isFalse();
        }
    }
}
