package io.workgrid.hazelcast.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstance;
import io.workgrid.api.ConnectOptions;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.NodeOptions;
import io.workgrid.api.ObjectLostException;
import io.workgrid.api.view.LockView;
import io.workgrid.core.shared.Answer;
import io.workgrid.core.shared.Answer.Status;
import io.workgrid.core.shared.Call;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.LockOp;
import io.workgrid.core.shared.LockViews;
import io.workgrid.core.shared.Owner;
import io.workgrid.core.shared.QueueOp;
import io.workgrid.core.shared.Settled;
import io.workgrid.core.shared.Value;
import io.workgrid.hazelcast.store.HazelcastStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedCellsTest {
    private static final byte[] NONE = {};
    private final NodeOptions first = Ports.alone();

    /** A process of the grid, as one that makes calls by hand. */
    private static final class Party implements AutoCloseable {
        private final HazelcastStore store;
        private final BlockingQueue<Answer.Wake> woken = new LinkedBlockingQueue<>();
        private long seq;

        Party(HazelcastInstance instance) {
            store = new HazelcastStore(instance, null);
            store.onWake(woken::add);
        }

        Call make(byte[] op) {
            return new Call(Call.Verb.DO, store.session(), ++seq, Settled.NOTHING, owner(), null, Kind.LOCK, NONE, op);
        }

        /** Puts an element into a queue, or takes one for good. */
        Answer queue(String key, byte[] op) {
            return store.call(
                    key,
                    new Call(
                            Call.Verb.DO,
                            store.session(),
                            ++seq,
                            Settled.below(seq),
                            owner(),
                            null,
                            Kind.QUEUE,
                            QueueOp.spec(10_000),
                            op));
        }

        Owner owner() {
            return Owner.thread(store.session(), store.session(), "main");
        }

        Answer call(String key, byte[] op) {
            return store.call(key, make(op));
        }

        long fence(String key) {
            Answer answer = call(key, LockOp.acquire());
            assertThat(answer.status()).isEqualTo(Status.DONE);
            return LockOp.fence(answer.value());
        }

        Answer ask(String key, Call waiting) {
            return store.call(key, waiting.asked(Settled.NOTHING));
        }

        /** Asks for the answer as one that has lost the wake-up does. */
        long awaitFence(String key, Call waiting) {
            Eventually.isTrue("the lock comes", () -> ask(key, waiting).status() != Status.PENDING);
            return LockOp.fence(ask(key, waiting).value());
        }

        Answer.Wake awaitWake() throws InterruptedException {
            Answer.Wake wake = woken.poll(60, TimeUnit.SECONDS);
            assertThat(wake).as("the lock comes").isNotNull();
            return wake;
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static Optional<String> keyAt(HazelcastInstance owner, HazelcastInstance any) {
        return IntStream.range(0, 10_000)
                .mapToObj(n -> "grid/lock" + n)
                .filter(key -> any.getPartitionService()
                        .getPartition(key)
                        .getOwner()
                        .getUuid()
                        .equals(owner.getLocalEndpoint().getUuid()))
                .findFirst();
    }

    @Test
    void lockOfAKilledNodeGoesToWhoeverWaitsAlsoIfTheNodeKeptTheLock() {
        try (GridMember one = GridMember.start(first);
                Party waiting = new Party(one.instance())) {
            GridMember two = GridMember.start(Ports.beside(first, "two"));
            HazelcastInstance killed = two.instance();
            Eventually.isTrue(
                    "it keeps a part of the grid",
                    () -> keyAt(killed, one.instance()).isPresent());
            String key = keyAt(killed, one.instance()).orElseThrow();
            long fence = new Party(two.instance()).fence(key);
            Call wait = waiting.make(LockOp.acquire());
            assertThat(waiting.store.call(key, wait).status()).isEqualTo(Status.PENDING);

            two.instance().getLifecycleService().terminate();

            assertThat(waiting.awaitFence(key, wait)).isGreaterThan(fence);
        }
    }

    @Test
    void lockOfAClientThatDiesGoesToWhoeverWaits() throws InterruptedException {
        try (GridMember one = GridMember.start(first);
                Party waiting = new Party(one.instance())) {
            GridClient client = GridClient.connect(
                    ConnectOptions.to("127.0.0.1:" + first.port()).withCluster(first.cluster()));
            Party dies = new Party(client.instance());
            long fence = dies.fence("grid/door");
            Call wait = waiting.make(LockOp.acquire());
            assertThat(waiting.store.call("grid/door", wait).status()).isEqualTo(Status.PENDING);
            assertThat(dies.woken.poll(4, TimeUnit.SECONDS)).isNull();
            assertThat(waiting.ask("grid/door", wait).status())
                    .as("a client that lives keeps it")
                    .isEqualTo(Status.PENDING);
            client.instance().getLifecycleService().terminate();
            assertThat(waiting.awaitFence("grid/door", wait)).isGreaterThan(fence);
        }
    }

    @Test
    void sameCallFromTwoSidesTakesEffectOnce() {
        try (GridMember one = GridMember.start(first);
                GridMember two = GridMember.start(Ports.beside(first, "two"));
                Party here = new Party(one.instance());
                Party there = new Party(two.instance())) {
            Call call = here.make(LockOp.acquire());
            Answer answer = here.store.call("grid/door", call);
            assertThat(there.store.call("grid/door", call).value()).isEqualTo(answer.value());
            assertThat(here.store.cells("grid/door").get(0).holders().get(0).count())
                    .isOne();
            CompletableFuture<Answer> async = there.store.callAsync("grid/other", there.make(LockOp.acquire()));
            assertThat(async.orTimeout(30, TimeUnit.SECONDS).join().status()).isEqualTo(Status.DONE);
        }
    }

    @Test
    void wakeUpsAndDeadlocksShowBetweenNodesAndClients() throws InterruptedException {
        try (GridMember one = GridMember.start(first);
                GridClient client = GridClient.connect(
                        ConnectOptions.to("127.0.0.1:" + first.port()).withCluster(first.cluster()));
                Party node = new Party(one.instance());
                Party other = new Party(client.instance())) {
            node.fence("grid/a");
            other.fence("grid/b");
            assertThat(node.call("grid/b", LockOp.acquire()).status()).isEqualTo(Status.PENDING);
            Call last = other.make(LockOp.acquire());
            assertThat(other.store.call("grid/a", last).status()).isEqualTo(Status.PENDING);

            List<LockView> locks = LockViews.of(other.store.cells(""));
            assertThat(locks)
                    .hasSize(2)
                    .allSatisfy(lock -> assertThat(lock.deadlock())
                            .containsExactlyInAnyOrder(
                                    node.owner().text(), other.owner().text()));

            assertThat(other.store
                            .call("grid/a", last.withdrawn(Settled.NOTHING))
                            .status())
                    .isEqualTo(Status.WITHDRAWN);
            other.call("grid/b", LockOp.release());
            assertThat(LockOp.fence(node.awaitWake().answer().value())).isPositive();
        }
    }

    @Test
    void whatIsLostIsSaidUntilItIsRemoved() {
        try (GridMember one = GridMember.start(first);
                Party party = new Party(one.instance())) {
            party.fence("grid/door");
            one.instance().getMap("workgrid-shared").delete("grid/door"); // all who had a copy are gone
            assertThatThrownBy(() -> party.call("grid/door", LockOp.release()))
                    .isInstanceOf(ObjectLostException.class)
                    .hasMessageContaining("grid/door");
            assertThat(party.store.removeCell("grid/door")).isTrue();
            assertThat(party.store.removeCell("grid/door")).isFalse();
            assertThat(party.fence("grid/door")).isPositive();
        }
    }

    @Test
    void copyOfALargeCellGoesOnWhereItsOwnerWasKilled() {
        try (GridMember one = GridMember.start(first);
                Party party = new Party(one.instance())) {
            GridMember two = GridMember.start(Ports.beside(first, "two"));
            HazelcastInstance killed = two.instance();
            Eventually.isTrue(
                    "it keeps a part of the grid",
                    () -> keyAt(killed, one.instance()).isPresent());
            String key = keyAt(killed, one.instance()).orElseThrow();
            int last = 2_000;
            for (int n = 0; n < last; n++) {
                party.queue(key, QueueOp.put(false, List.of(Value.of(n))));
            }
            assertThat(party.store.cells(key).get(0).bytes()).isGreaterThan(50_000);
            for (int n = 0; n < last / 2; n++) {
                party.queue(key, QueueOp.get(false, true, false));
            }

            killed.getLifecycleService().terminate();

            for (int n = last / 2; n < last; n++) {
                Answer answer = party.queue(key, QueueOp.get(false, true, false));
                assertThat(answer.status()).isEqualTo(Status.DONE);
                assertThat(QueueOp.taken(answer.value()).value()).isEqualTo(Value.of(n));
            }
            assertThat(party.store.cells(key).get(0).entries()).isZero();
        }
    }

    @Test
    void objectOfAJobThatIsNotKeptDoesNotBegin() {
        try (GridMember one = GridMember.start(first);
                Party party = new Party(one.instance())) {
            assertThatThrownBy(() -> party.call("j-gone/door", LockOp.acquire()))
                    .isInstanceOf(NoSuchJobException.class)
                    .hasMessage("shared object \"door\" went with its job j-gone, which this grid no longer keeps;"
                            + " nothing changed");
            assertThatThrownBy(() -> party.store
                            .callAsync("j-gone/door", party.make(LockOp.acquire()))
                            .orTimeout(30, TimeUnit.SECONDS)
                            .join())
                    .hasCauseInstanceOf(NoSuchJobException.class);
            assertThat(party.store.cells("")).isEmpty();
        }
    }
}
