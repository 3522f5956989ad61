package io.workgrid.hazelcast.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.GridKey;
import io.workgrid.api.JobId;
import io.workgrid.api.JobOptions;
import io.workgrid.api.NodeOptions;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.core.job.ShardLayout;
import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.page.ItemPage;
import io.workgrid.engine.store.Classes;
import io.workgrid.engine.store.JobCode;
import io.workgrid.engine.store.JobRecord;
import io.workgrid.engine.store.JobSeal;
import io.workgrid.hazelcast.process.TestKey;
import io.workgrid.hazelcast.store.HazelcastStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody who got at the maps all the same puts jobs there; a node runs none of them. */
@Timeout(120)
class UnsignedJobsTest {
    private static final NodeOptions OPTIONS = Ports.alone().withKey(TestKey.KEY);
    private static final AtomicInteger IDS = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static GridMember member;

    /** Writes what it is given. */
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static HazelcastStore maps;

    @BeforeAll
    static void start() {
        member = GridMember.start(OPTIONS);
        maps = new HazelcastStore(member.instance(), null);
    }

    @AfterAll
    static void close() {
        maps.close();
        member.close();
    }

    private static JobRecord job(int priority) {
        JobId id = new JobId("j-evil-" + IDS.incrementAndGet());
        return new JobRecord(
                id,
                new JobCode.Named("sleep", Map.of(), new Classes.Shared(List.of())),
                JobOptions.DEFAULT.withPriority(priority),
                new JobRecord.Scope(id.text(), null, null, 0, 0),
                false,
                new ShardLayout(1, Long.MAX_VALUE, 1),
                Map.of(),
                System.currentTimeMillis());
    }

    private static JobRecord signed(JobRecord job, GridKey key) {
        return Objects.requireNonNull(Seals.of(key)).sign(job);
    }

    /** What becomes of a job that is written as it is. */
    private static JobView written(JobRecord job) {
        maps.create(job, Map.of());
        ItemPage.Writer page = new ItemPage.Writer(new Codec(UnsignedJobsTest.class.getClassLoader()), false, 0);
        page.add("1ms", null);
        maps.append(job.id(), page.take());
        maps.seal(job.id());
        Eventually.isTrue("it ends", () -> maps.view(job.id()).phase().ended());
        return maps.view(job.id());
    }

    private static void isRefused(JobView view) {
        assertThat(view.phase()).isEqualTo(JobPhase.FAILED);
        assertThat(view.reason()).isEqualTo("not signed with this grid's key");
        assertThat(view.done()).isZero();
        assertThat(view.cancelled()).isEqualTo(1);
    }

    @Test
    void aJobThatWasSignedWithTheKeyRuns() {
        JobView view = written(signed(job(0), TestKey.KEY));
        assertThat(view.phase()).as("else these tests see nothing: %s", view).isEqualTo(JobPhase.FINISHED);
        assertThat(view.done()).isEqualTo(1);
    }

    @Test
    void aJobWithoutASignatureIsNotRun() {
        isRefused(written(job(0)));
    }

    @Test
    void aJobThatWasSignedWithAnotherKeyIsNotRun() {
        isRefused(written(signed(job(0), TestKey.OTHER)));
    }

    @Test
    void aJobThatWasChangedAfterSigningIsNotRun() {
        JobRecord signed = signed(job(0), TestKey.KEY);
        isRefused(written(new JobRecord(
                signed.id(),
                new JobCode.Named("sleep", Map.of("evil", "1"), new Classes.Shared(List.of())),
                signed.options(),
                signed.scope(),
                signed.keyed(),
                signed.shards(),
                signed.broadcasts(),
                signed.createdMillis(),
                signed.needs(),
                signed.signature())));
    }

    @Test
    void aSignatureOfAnotherJobIsOfNoUse() {
        JobRecord other = job(0);
        isRefused(written(new JobRecord(
                other.id(),
                other.code(),
                other.options(),
                other.scope(),
                other.keyed(),
                other.shards(),
                other.broadcasts(),
                other.createdMillis(),
                other.needs(),
                signed(job(0), TestKey.KEY).signature())));
    }

    @Test
    void whatIsNotSignedCanStillBeLookedAt() {
        JobRecord evil = job(0);
        written(evil);
        assertThat(member.grid().job(evil.id()).view().phase()).isEqualTo(JobPhase.FAILED);
    }

    @Test
    void sealsOfTwoKeysDiffer() {
        JobSeal seal = Objects.requireNonNull(Seals.of(TestKey.KEY));
        assertThat(seal.fits(signed(job(0), TestKey.OTHER))).isFalse();
        assertThat(Seals.of(null)).isNull();
    }
}
