package io.workgrid.hazelcast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.workgrid.engine.code.Sha256;
import io.workgrid.engine.store.Classes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One member is enough: what is asked of the map is the same with many. */
class BlobsTest {
    private static final int MIB = 1 << 20;
    private static HazelcastInstance member;
    private static IMap<String, byte[]> map;

    @TempDir
    Path dir;

    private Blobs blobs;

    @BeforeAll
    static void start() {
        Config config = new Config().setClusterName("blobs-" + UUID.randomUUID());
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.getJetConfig().setEnabled(false);
        config.getNetworkConfig()
                .setPort(27_800)
                .getInterfaces()
                .setEnabled(true)
                .addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        member = Hazelcast.newHazelcastInstance(config);
        map = member.getMap(Blobs.MAP);
    }

    @AfterAll
    static void stop() {
        member.getLifecycleService().terminate();
    }

    @BeforeEach
    void open() {
        map.clear();
        blobs = new Blobs(member);
    }

    @AfterEach
    void close() {
        blobs.close();
    }

    private static byte[] random(int bytes) {
        byte[] all = new byte[bytes];
        new Random(bytes).nextBytes(all);
        return all;
    }

    private static Classes.Blob blob(String label, byte[] bytes) {
        return new Classes.Blob(Sha256.of(bytes), label, bytes.length);
    }

    private static void put(Blobs into, byte[] bytes) {
        into.put(Sha256.of(bytes), bytes);
    }

    private static String part(Classes.Blob blob, int part) {
        return BlobParts.key(blob.sha256(), BlobHead.of(map.get(blob.sha256())).upload(), part);
    }

    @Test
    void hundredMegabytesComeBackAsTheyWere() throws IOException {
        byte[] bytes = random(100 * MIB + 1);
        Classes.Blob blob = blob("large.bin", bytes);
        Path file = Files.write(dir.resolve("large.bin"), bytes);
        assertThat(blobs.has(blob.sha256())).isFalse();
        blobs.put(blob.sha256(), file);
        assertThat(blobs.has(blob.sha256())).isTrue();
        assertThat(map.size()).isEqualTo(102);
        assertThat(Files.mismatch(blobs.file(blob), file)).isEqualTo(-1);
        assertThat(blobs.bytes(blob.sha256())).isEqualTo(bytes);
        map.clear();
    }

    @Test
    void emptyBlobAndOneOfExactlyAPartAreBlobsToo() {
        for (int length : List.of(0, 1, MIB)) {
            byte[] bytes = random(length);
            put(blobs, bytes);
            assertThat(blobs.bytes(Sha256.of(bytes))).isEqualTo(bytes);
            assertThat(blobs.file(blob("x", bytes))).hasBinaryContent(bytes);
        }
    }

    @Test
    void whatIsThereIsNotSentAgain() {
        byte[] bytes = random(3 * MIB);
        put(blobs, bytes);
        Set<String> keys = Set.copyOf(map.keySet());
        put(blobs, bytes);
        try (Blobs other = new Blobs(member)) {
            put(other, bytes);
        }
        assertThat(map.keySet()).isEqualTo(keys);
    }

    @Test
    void manyProcessesMaySendTheSameAtOnce() throws Exception {
        byte[] bytes = random(5 * MIB);
        List<Blobs> processes = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            processes.add(new Blobs(member));
        }
        atOnce(processes.stream()
                .map(each -> (Callable<Object>) () -> {
                    put(each, bytes);
                    return each.bytes(Sha256.of(bytes));
                })
                .toList());
        blobs.removeUnused(Set.of(Sha256.of(bytes)), Duration.ZERO); // what the slower ones sent
        assertThat(blobs.bytes(Sha256.of(bytes))).isEqualTo(bytes);
        assertThat(map.size()).isEqualTo(6);
        processes.forEach(Blobs::close);
    }

    @Test
    void manyAskersDownloadOnce() throws Exception {
        byte[] bytes = random(10 * MIB);
        Classes.Blob blob = blob("../../evil name.jar", bytes);
        put(blobs, bytes);
        long before = map.getLocalMapStats().getGetOperationCount();
        List<Callable<Object>> askers = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            askers.add(() -> blobs.file(blob));
        }
        assertThat(Set.copyOf(atOnce(askers))).hasSize(1);
        assertThat(map.getLocalMapStats().getGetOperationCount() - before).isEqualTo(1 + 10);
        Path file = blobs.file(blob);
        assertThat(file.getFileName().toString()).isEqualTo(blob.sha256() + "-.._.._evil_name.jar");
        assertThat(Files.getPosixFilePermissions(file.getParent())).hasSize(3);

        Files.delete(file);
        assertThat(blobs.file(blob)).exists();
        blobs.close();
        assertThat(file.getParent()).doesNotExist();
        blobs = new Blobs(member);
    }

    private static List<Object> atOnce(List<Callable<Object>> calls) throws Exception {
        CountDownLatch start = new CountDownLatch(calls.size());
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<Future<Object>> answers = new ArrayList<>();
            for (Callable<Object> each : calls) {
                answers.add(threads.submit(() -> {
                    start.countDown();
                    start.await();
                    return each.call();
                }));
            }
            List<Object> all = new ArrayList<>();
            for (Future<Object> each : answers) {
                all.add(each.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void damageIsFoundAndMendedByWhoHasTheBytes() {
        byte[] bytes = random(3 * MIB);
        Classes.Blob blob = blob("work.jar", bytes);
        damaged("it is not there", blob);

        put(blobs, bytes);
        map.set(part(blob, 1), new byte[MIB]);
        damaged("its bytes are not those of its name", blob);
        mended(blob, bytes);

        map.delete(part(blob, 2));
        assertThat(blobs.has(blob.sha256())).isFalse();
        damaged("part 3 of 3 is missing", blob);
        mended(blob, bytes);

        map.delete(part(blob, 0)); // nobody has asked for it yet
        mended(blob, bytes);
    }

    private void damaged(String why, Classes.Blob blob) {
        assertThatThrownBy(() -> blobs.file(blob))
                .isInstanceOf(DamagedBlobException.class)
                .hasMessageContaining(why)
                .hasMessageContaining(blob.label())
                .hasMessageContaining(blob.sha256());
    }

    private void mended(Classes.Blob blob, byte[] bytes) {
        try (Blobs another = new Blobs(member)) {
            put(another, bytes);
            assertThat(another.file(blob)).hasBinaryContent(bytes);
            assertThat(another.has(blob.sha256())).isTrue();
        }
    }

    @Test
    void onlyWhatNobodyUsesGoes() {
        byte[] used = random(2 * MIB);
        byte[] unused = random(2 * MIB + 1);
        put(blobs, used);
        put(blobs, unused);
        map.set(BlobParts.key(Sha256.of(random(1)), 7, 0), new byte[1]); // of an upload that was given up
        blobs.removeUnused(Set.of(), Duration.ofHours(1));
        assertThat(map.size()).isEqualTo(3 + 4 + 1);
        blobs.removeUnused(Set.of(Sha256.of(used)), Duration.ZERO);
        assertThat(map.size()).isEqualTo(3);
        assertThat(blobs.has(Sha256.of(used))).isTrue();
    }

    @Test
    void classPathIsSharedByContent() {
        Classes.Here here = new Classes.Here(List.of(), getClass().getClassLoader());
        Classes.Shared shared = blobs.share(here);
        assertThat(shared.jars()).anyMatch(each -> each.label().startsWith("assertj-core"));
        assertThat(shared.jars()).noneMatch(each -> each.label().startsWith("hazelcast-5"));
        assertThat(blobs.share(here)).isEqualTo(shared);
        for (Classes.Blob each : shared.jars()) {
            assertThat(blobs.file(each)).hasSize(each.bytes());
        }
    }

    @Test
    void fileThatChangesMeanwhileIsRefused() throws IOException {
        Path file = Files.write(dir.resolve("a.jar"), random(MIB));
        String sha256 = Sha256.of(random(2));
        assertThatThrownBy(() -> blobs.put(sha256, file)).hasMessageContaining("changed while it was sent");
        assertThat(blobs.has(sha256)).isFalse();
    }
}
