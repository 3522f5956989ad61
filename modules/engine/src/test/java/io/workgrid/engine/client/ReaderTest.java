package io.workgrid.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.JobOptions;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.RetryPolicy;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.view.JobPhase;
import io.workgrid.core.job.Retention;
import io.workgrid.core.job.ShardLayout;
import io.workgrid.core.ledger.Exchange.End;
import io.workgrid.core.ledger.Reply;
import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.Jobs;
import io.workgrid.engine.store.MemoryStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReaderTest {
    private static final Duration AT_ONCE = Duration.ofNanos(1);
    private final MemoryStore store = new MemoryStore(() -> 1_000, Retention.DEFAULT);
    private final Codec codec = new Codec(ReaderTest.class.getClassLoader());
    private final JobOptions options = JobOptions.DEFAULT
            .withChunkSize(4)
            .withRetries(RetryPolicy.DEFAULT.withMaxRetries(3).withBackoff(Duration.ZERO, Duration.ZERO));

    private List<Long> read(Reader reader, boolean wait) {
        List<Long> read = new ArrayList<>();
        try {
            Optional<Piece> piece = reader.next(wait ? null : AT_ONCE);
            while (piece.isPresent()) {
                piece.get().items(codec).forEach(item -> read.add(item.index()));
                piece = reader.next(wait ? null : AT_ONCE);
            }
        } catch (WaitTimedOutException e) {
            // that is all for now
        }
        return read;
    }

    private static List<Long> range(long first, long end) {
        return LongStream.range(first, end).boxed().toList();
    }

    @Test
    void orderedWaitsForTheFrontierAndUnorderedDoesNot() {
        Jobs job = new Jobs(store, "j-a", new ShardLayout(1, Long.MAX_VALUE), options);
        job.append(0, 40);
        Reader ordered = new Reader(store, job.record(), true, false);
        Reader unordered = new Reader(store, job.record(), false, false);
        List<Reply.Lease> held = new ArrayList<>(job.lease(0, 2));
        Reply.Lease first = held.remove(0);
        Reply.Lease second = held.remove(0);
        job.end(0, second, Map.of());
        List<Long> ofSecond = range(second.first(), second.first() + second.count());
        assertThat(read(ordered, false)).isEmpty();
        assertThat(ordered.bytesEach()).as("results pile up behind the first").isPositive();
        assertThat(read(unordered, false)).isEqualTo(ofSecond);
        assertThat(unordered.through()).isEqualTo(second.count());
        job.end(0, first, Map.of());
        assertThat(read(ordered, false)).isEqualTo(range(0, second.first() + second.count()));
        assertThat(read(unordered, false)).isEqualTo(range(0, first.count()));
    }

    /** The owner of a ledger dies with what it did last, and a reader saw that. */
    @Test
    void whatWasSeenAndIsNotSoAfterAllIsWaitedFor() {
        Jobs job = new Jobs(store, "j-true", new ShardLayout(1, Long.MAX_VALUE), options);
        Jobs gone = new Jobs(store, "j-gone", new ShardLayout(1, Long.MAX_VALUE), options);
        job.append(0, 4);
        gone.append(0, 4);
        gone.end(0, gone.lease(0, 1).get(0), Map.of());
        AtomicBoolean trusted = new AtomicBoolean(true);
        GridStore dying = with((method, arguments) -> {
            trusted.compareAndSet(true, !method.equals("lookAgain"));
            return method.equals("look") && trusted.get()
                    ? Optional.of(store.look(gone.record().id(), 0))
                    : Optional.empty();
        });
        for (boolean ordered : new boolean[] {true, false}) {
            trusted.set(true);
            assertThat(read(new Reader(dying, job.record(), ordered, false), false))
                    .isEmpty();
            assertThat(trusted).isFalse();
        }
        Reader reader = new Reader(dying, job.record(), true, false);
        assertThat(read(reader, false)).isEmpty();
        Reply.Lease lease = job.lease(0, 1).get(0);
        job.end(0, lease, Map.of());
        assertThat(read(reader, false)).isEqualTo(range(0, lease.count()));
    }

    @Test
    void blockThatIsGoneIsAnErrorAndNoWait() {
        Jobs job = new Jobs(store, "j-a", new ShardLayout(1, Long.MAX_VALUE), options);
        job.append(0, 4);
        job.end(0, job.lease(0, 1).get(0), Map.of());
        GridStore forgetful = with((method, arguments) -> {
            if (method.equals("block")) {
                arguments[1] = 1_000L;
            }
            return Optional.empty();
        });
        Reader reader = new Reader(forgetful, job.record(), true, false);
        assertThatThrownBy(() -> reader.next(null))
                .isInstanceOf(NoSuchJobException.class)
                .hasMessageContaining("from item 0 on are no longer kept");
    }

    /** The store, but for what is answered here. */
    private GridStore with(BiFunction<String, Object[], Optional<Object>> instead) {
        return (GridStore) Proxy.newProxyInstance(
                ReaderTest.class.getClassLoader(), new Class<?>[] {GridStore.class}, (proxy, method, arguments) -> {
                    Optional<Object> answer = instead.apply(method.getName(), arguments);
                    return answer.isPresent() ? answer.get() : method.invoke(store, arguments);
                });
    }

    @Test
    void everyItemIsReadOnceThroughShardsRetriesAndItemsWithoutABlock() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            Jobs job = new Jobs(store, "j-r" + round, new ShardLayout(3, 20), options);
            Reader ordered = new Reader(store, job.record(), true, round % 2 == 0);
            Reader unordered = new Reader(store, job.record(), false, false);
            List<Long> inOrder = new ArrayList<>();
            List<Long> anyhow = new ArrayList<>();
            int items = 41 + random.nextInt(40);
            for (int at = 0; at < items; ) {
                int next = Math.min(items, at + 1 + random.nextInt(30));
                job.append(at, next);
                at = next;
            }
            boolean once = round % 2 == 0;
            store.seal(job.record().id());
            while (!store.view(job.record().id()).phase().ended()) {
                List<int[]> order = new ArrayList<>();
                List<List<Reply.Lease>> leases = new ArrayList<>();
                for (int shard = 0; shard < 3; shard++) {
                    leases.add(job.lease(shard, 3));
                    for (int n = 0; n < leases.get(shard).size(); n++) {
                        order.add(new int[] {shard, n});
                    }
                }
                Collections.shuffle(order, random);
                for (int[] each : order) {
                    Reply.Lease lease = leases.get(each[0]).get(each[1]);
                    Map<Long, End> ends = new java.util.HashMap<>();
                    for (long index = lease.first(); index < lease.first() + lease.count(); index++) {
                        int dice = random.nextInt(8);
                        if (dice < 3) {
                            End end = List.of(End.FAILED, End.CANCELLED, End.RELEASED)
                                    .get(dice);
                            ends.put(index, end);
                        } else if (dice == 3 && lease.attempt() <= 3) {
                            ends.put(index, End.RETRY);
                        }
                    }
                    job.end(each[0], lease, ends);
                    if (!once) {
                        inOrder.addAll(read(ordered, false));
                        anyhow.addAll(read(unordered, false));
                    }
                }
            }
            inOrder.addAll(read(ordered, true));
            assertThat(inOrder).isEqualTo(range(0, items));
            if (!once) {
                anyhow.addAll(read(unordered, true));
                assertThat(anyhow).containsExactlyInAnyOrderElementsOf(range(0, items));
            }
        }
    }

    @Test
    void stoppedJobThatWasNeverSealedHasAnEnd() {
        for (boolean ordered : new boolean[] {true, false}) {
            Jobs job = new Jobs(store, "j-" + ordered, new ShardLayout(3, 20), options);
            job.append(0, 25);
            job.end(0, job.lease(0, 1).get(0), Map.of());
            store.stop(job.record().id(), Reply.Stop.NOW, JobPhase.CANCELLED, "enough");
            assertThat(read(new Reader(store, job.record(), ordered, false), true))
                    .isEqualTo(range(0, 25));
        }
    }

    @Test
    void emptyJobEndsOnlyOnceItIsSealed() {
        Jobs job = new Jobs(store, "j-a", new ShardLayout(2, 20), options);
        Reader reader = new Reader(store, job.record(), true, false);
        assertThatThrownBy(() -> reader.next(AT_ONCE)).isInstanceOf(WaitTimedOutException.class);
        store.seal(job.record().id());
        assertThat(reader.next(null)).isEmpty();
    }

    @Test
    void jobThatEndsOnAShardsLastItemEnds() {
        Jobs job = new Jobs(store, "j-a", new ShardLayout(2, 20), options);
        job.append(0, 20);
        store.seal(job.record().id());
        for (List<Reply.Lease> leases = job.lease(0, 9); !leases.isEmpty(); leases = job.lease(0, 9)) {
            leases.forEach(lease -> job.end(0, lease, Map.of()));
        }
        assertThat(read(new Reader(store, job.record(), true, false), true)).isEqualTo(range(0, 20));
    }
}
