package io.workgrid.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.GridClosedException;
import io.workgrid.api.JobId;
import io.workgrid.api.JobOptions;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.RefusedException;
import io.workgrid.api.RetryPolicy;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.Outcome;
import io.workgrid.core.job.Retention;
import io.workgrid.core.job.ShardLayout;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Exchange.End;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Reply;
import io.workgrid.engine.page.ItemPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {
    private static final ShardLayout ONE = new ShardLayout(1, Long.MAX_VALUE);
    private final AtomicLong now = new AtomicLong(1_000);
    private final MemoryStore store = new MemoryStore(now::get, new Retention(2, Duration.ofHours(1), 1_000_000));
    private final JobOptions options = JobOptions.DEFAULT
            .withChunkSize(10)
            .withRetries(RetryPolicy.DEFAULT.withMaxRetries(2).withBackoff(Duration.ZERO, Duration.ZERO));

    private Jobs job(String id) {
        return new Jobs(store, id, ONE, options);
    }

    private void finish(Jobs job) {
        job.append(0, 1);
        store.seal(job.record().id());
        job.end(0, job.lease(0, 1).get(0), Map.of());
    }

    @Test
    void sameExchangeAgainGetsTheSameReplyAndAnOldReplyDoesNotReviveAnEndedJob() {
        Jobs job = job("j-a");
        job.append(0, 1);
        store.seal(job.record().id());
        Exchange first = new Exchange("m", 1, List.of(), 1, 1);
        Reply reply = store.exchange(job.record().id(), 0, first);
        assertThat(store.exchange(job.record().id(), 0, first)).isEqualTo(reply);
        store.stop(job.record().id(), Reply.Stop.NOW, JobPhase.CANCELLED, "enough");
        Exchange last = new Exchange("m", 2, List.of(job.run(reply.leases().get(0), Map.of(0L, End.CANCELLED))), 0, 1);
        assertThat(store.exchange(job.record().id(), 0, last).ended()).isTrue();
        store.exchange(job.record().id(), 0, first);
        assertThat(store.view(job.record().id()).phase()).isEqualTo(JobPhase.CANCELLED);
        assertThat(store.view(job.record().id()).endedMillis()).isEqualTo(1_000);
    }

    @Test
    void jobThatAnotherStillNeedsIsKept() {
        Jobs needed = job("j-needed");
        finish(needed);
        Jobs slow = job("j-slow");
        Jobs waits = new Jobs(
                store,
                "j-waits",
                ONE,
                options,
                List.of(needed.record().id(), slow.record().id()));
        for (int n = 0; n < 20; n++) {
            finish(job("j-other-" + n));
        }
        assertThat(store.view(needed.record().id()).done()).isEqualTo(1);
        assertThat(store.view(waits.record().id()).phase()).isEqualTo(JobPhase.PAUSED);
        finish(slow);
        assertThat(store.view(waits.record().id()).phase()).isEqualTo(JobPhase.RUNNING);
        finish(waits);
        for (int n = 20; n < 40; n++) {
            finish(job("j-other-" + n));
        }
        assertThatThrownBy(() -> store.view(needed.record().id())).isInstanceOf(NoSuchJobException.class);
    }

    @Test
    void longChainIsCancelledWithoutADeepStack() {
        JobId last = job("j-0").record().id();
        JobId first = last;
        for (int n = 1; n < 5_000; n++) {
            last = new Jobs(store, "j-" + n, ONE, options, List.of(last))
                    .record()
                    .id();
        }
        store.stop(first, Reply.Stop.NOW, JobPhase.CANCELLED, "enough");
        assertThat(store.view(last).phase()).isEqualTo(JobPhase.CANCELLED);
        assertThat(store.view(last).reason()).isEqualTo("needs j-4998, which was cancelled");
    }

    @Test
    void pagesOfItemsThatFailedOrWereCancelledAreKept() {
        Jobs job = job("j-a");
        JobId id = job.record().id();
        job.append(0, 10);
        job.append(10, 20);
        job.append(20, 30);
        List<Reply.Lease> leases = job.lease(0, 100);
        Reply.Lease second = leases.stream()
                .filter(lease -> lease.first() <= 12 && 12 < lease.first() + lease.count())
                .findFirst()
                .orElseThrow();
        leases.stream()
                .filter(lease -> lease.first() + lease.count() <= 20)
                .forEach(lease -> job.end(0, lease, lease.equals(second) ? Map.of(12L, End.FAILED) : Map.of()));
        assertThat(store.view(id).failed()).isEqualTo(1);
        assertThat(store.page(id, 3)).as("through").isNull();
        assertThat(store.keptPage(id, 3)).as("all done").isNull();
        assertThat(store.keptPage(id, 12)).isNotNull();
        store.stop(id, Reply.Stop.NOW, JobPhase.CANCELLED, "enough");
        leases.stream()
                .filter(lease -> lease.first() + lease.count() > 20)
                .forEach(lease -> job.end(0, lease, Map.of()));
        assertThat(store.view(id).phase()).isEqualTo(JobPhase.CANCELLED);
        assertThat(store.keptPage(id, 12)).as("as long as the record").isNotNull();
    }

    @Test
    void ofMoreItemsThanAreKeptTheLaterOnesGo() {
        KeptItems kept = new KeptItems(100);
        Jobs job = job("j-a");
        job.append(0, 10);
        ItemPage page = Objects.requireNonNull(store.page(job.record().id(), 0));
        int fit = 100 / page.bytes().length;
        LedgerView none = store.look(job.record().id(), 0);
        for (int n = 0; n < fit + 3; n++) {
            ItemPage each = new ItemPage(10L * n, 10, false, page.starts(), page.bytes());
            long index = each.first();
            kept.mark(
                    new Exchange(
                            "n",
                            1,
                            List.of(new Exchange.Report(
                                    1, index, 1, List.of(new Exchange.ItemEnd(index, End.FAILED)), Map.of(), 0)),
                            0,
                            1),
                    any -> each);
            kept.retire(each, none);
        }
        assertThat(kept.bytes()).isLessThanOrEqualTo(100);
        assertThat(kept.page(0)).isNotNull();
        assertThat(kept.page(10L * (fit + 2))).isNull();
    }

    @Test
    void olderFenceDoesNotReplaceANewerBlock() {
        Jobs job = job("j-a");
        job.append(0, 10);
        Reply.Lease old = job.lease(0, 1).get(0);
        store.lost("n");
        Reply.Lease renewed = store.exchange(job.record().id(), 0, new Exchange("m", 1, List.of(), 1, 1))
                .leases()
                .get(0);
        assertThat(renewed.fence()).isGreaterThan(old.fence());
        job.run(renewed, Map.of());
        job.run(old, Map.of());
        assertThat(store.block(job.record().id(), 0).head().fence()).isEqualTo(renewed.fence());
    }

    @Test
    void bytesAreCountedOnceHoweverOftenABlockIsReplaced() {
        MemoryBlocks blocks = new MemoryBlocks();
        Jobs job = job("j-a");
        job.append(0, 10);
        job.run(new Reply.Lease(1, 0, 10, 1), Map.of());
        var block = store.block(job.record().id(), 0);
        blocks.put(block);
        blocks.put(block);
        assertThat(blocks.bytes()).isEqualTo(block.size());
        blocks.forget(0, 9);
        assertThat(blocks.get(0)).as("not all of it may go").isNotNull();
        blocks.forget(0, 10);
        assertThat(blocks.bytes()).isZero();
    }

    @Test
    void historyTellsOfEveryItemOnceWithRetriesAndItemsWithoutABlock() {
        Jobs job = new Jobs(store, "j-a", ONE, options);
        job.append(0, 30);
        store.seal(job.record().id());
        int rounds = 0;
        for (List<Reply.Lease> leases = job.lease(0, 4); !leases.isEmpty(); leases = job.lease(0, 4)) {
            for (Reply.Lease lease : leases) {
                Map<Long, End> ends = new java.util.HashMap<>();
                for (long index = lease.first(); index < lease.first() + lease.count(); index++) {
                    if (index % 7 == 3 && lease.attempt() < 3) {
                        ends.put(index, End.RETRY);
                    } else if (index % 11 == 5) {
                        ends.put(index, End.FAILED);
                    } else if (index == 20) {
                        ends.put(index, End.CANCELLED);
                    }
                }
                job.end(0, lease, ends);
                store.items(job.record().id()); // it catches up in pieces
            }
            assertThat(++rounds).isLessThan(100);
        }
        List<ItemView> items = store.items(job.record().id());
        assertThat(items)
                .extracting(ItemView::index)
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.range(0, 30).boxed().toList());
        assertThat(items.get(20).outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(items.get(3).attempts()).isEqualTo(3);
        assertThat(items).filteredOn(item -> item.outcome() == Outcome.FAILED).hasSize(3);
        assertThat(store.errors(job.record().id()))
                .singleElement()
                .satisfies(error -> assertThat(error.count()).isEqualTo(3));
        assertThat(store.log(job.record().id(), 4)).containsExactly("log 4");
        assertThat(store.log(job.record().id(), 20)).isEmpty();
        assertThat(store.view(job.record().id()).retried()).isEqualTo(8);
    }

    @Test
    void recordStaysWhenResultsAreForgotten() {
        Jobs job = job("j-a");
        finish(job);
        store.forget(job.record().id(), 0, 1);
        assertThat(store.block(job.record().id(), 0)).isNull();
        assertThat(store.items(job.record().id())).hasSize(1);
    }

    @Test
    void pagesAreDroppedWhenAllTheirItemsAreThrough() {
        Jobs job = job("j-a");
        job.append(0, 5);
        job.append(5, 10);
        List<Reply.Lease> leases = new ArrayList<>(job.lease(0, 10));
        job.end(0, leases.remove(0), Map.of());
        for (List<Reply.Lease> more = leases; !more.isEmpty(); more = job.lease(0, 10)) {
            more.forEach(lease -> job.end(0, lease, Map.of()));
        }
        store.view(job.record().id());
        assertThat(store.page(job.record().id(), 0)).isNull();
        assertThat(store.page(job.record().id(), 7)).isNull();
    }

    @Test
    void oldestEndedJobsGoButNotOneThatSomebodyReads() {
        Jobs read = job("j-read");
        GridStore.Watch watch = store.watch(read.record().id(), () -> {});
        finish(read);
        for (int n = 0; n < 5; n++) {
            finish(job("j-" + n));
        }
        assertThat(store.jobs()).extracting(JobId::text).containsExactlyInAnyOrder("j-read", "j-3", "j-4");
        watch.close();
        finish(job("j-5"));
        assertThat(store.jobs()).extracting(JobId::text).containsExactlyInAnyOrder("j-4", "j-5");
        assertThatThrownBy(() -> store.view(read.record().id())).isInstanceOf(NoSuchJobException.class);
    }

    @Test
    void watchersAndWorkersAreToldAndEndedJobsAreNoWork() {
        AtomicInteger changes = new AtomicInteger();
        List<JobId> work = new ArrayList<>();
        Jobs job = job("j-a");
        GridStore.Watch watch = store.watch(job.record().id(), changes::incrementAndGet);
        store.onWork(work::add);
        job.append(0, 1);
        assertThat(changes).hasValue(1);
        assertThat(work).containsExactly(job.record().id());
        finish(job);
        work.clear();
        store.stop(job.record().id(), Reply.Stop.NOW, JobPhase.CANCELLED, "too late");
        store.lost("n");
        assertThat(work).isEmpty();
        watch.close();
        int before = changes.get();
        store.pause(job.record().id(), "late");
        assertThat(changes).hasValue(before);
    }

    @Test
    void jobWithADeadlineIsWorkBeforeItHasItems() {
        List<JobId> work = new ArrayList<>();
        store.onWork(work::add);
        Jobs job = new Jobs(store, "j-a", ONE, options.withDeadline(Duration.ofSeconds(1)));
        assertThat(work).containsExactly(job.record().id());
    }

    @Test
    void idInUseAndClosedStoreAreRefused() {
        job("j-a");
        assertThatThrownBy(() -> job("j-a")).isInstanceOf(RefusedException.class);
        store.close();
        assertThatThrownBy(() -> job("j-b")).isInstanceOf(GridClosedException.class);
    }
}
