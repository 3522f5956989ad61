package io.workgrid.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.JobOptions;
import io.workgrid.core.job.Retention;
import io.workgrid.core.job.ShardLayout;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import io.workgrid.core.limit.Appetite;
import io.workgrid.engine.code.PoolCode;
import io.workgrid.engine.store.JobRecord;
import io.workgrid.engine.store.Jobs;
import io.workgrid.engine.store.MemoryStore;
import io.workgrid.engine.worker.Chunk;
import io.workgrid.engine.worker.RunningJob;
import io.workgrid.engine.worker.WorkerThread;
import io.workgrid.engine.worker.Workplace;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The board by itself: no thread runs, the test is the talker and the workers. */
@Timeout(30)
class BoardTest {
    private static final long NOW = 1_000;
    private final MemoryStore store = new MemoryStore(() -> NOW, Retention.DEFAULT);
    private final Board board = new Board("n", 2, JobRecord.Scope::workers);
    private final Workplace place = (Workplace) Proxy.newProxyInstance(
            Workplace.class.getClassLoader(), new Class<?>[] {Workplace.class}, (proxy, method, args) -> "n");
    private final WorkerThread worker = new WorkerThread(place, 0);
    private int jobs;

    private RunningJob job(int priority) {
        Jobs job = new Jobs(
                store,
                "j-" + jobs++,
                new ShardLayout(1, Long.MAX_VALUE),
                JobOptions.DEFAULT.withPriority(priority).withChunkSize(1));
        RunningJob running = new RunningJob(job.record(), store, new PoolCode(pool -> {}));
        assertThat(board.add(running)).isTrue();
        return running;
    }

    /** What a worker is to do, where it need not wait. */
    private Board.Step next(WorkerThread asks, long nowMillis) throws InterruptedException {
        Board.Step step = board.next(asks, nowMillis, false);
        assertThat(step).isNotNull();
        return step;
    }

    private Board.Talk talk() throws InterruptedException {
        Board.Talk talk = next(worker, NOW).talk();
        assertThat(talk).isNotNull();
        return talk;
    }

    private static Reply reply(Board.Talk talk, int leases, boolean ended) {
        List<Reply.Lease> given = new ArrayList<>();
        for (int n = 0; n < leases; n++) {
            given.add(new Reply.Lease(n + 1, n, 1, 1));
        }
        Reply.Stop stop = Reply.Stop.NONE;
        return new Reply(
                talk.exchange().seq(),
                given,
                List.of(),
                stop,
                ended,
                talk.desk().job.turn().priority(),
                Long.MAX_VALUE);
    }

    private Chunk run() throws InterruptedException {
        Workplace.Order order = next(worker, NOW).order();
        assertThat(order).isInstanceOf(Workplace.Order.Run.class);
        return ((Workplace.Order.Run) order).chunk();
    }

    @Test
    void whatWaitsBehindWorkersThatAreBusyForLongGoesBack() throws InterruptedException {
        job(0);
        Board.Talk talk = talk();
        board.answered(talk.desk(), reply(talk, 3, false), 1);
        run();
        run();
        Board.Talk soon = board.awaitTalk(NOW + Appetite.PATIENCE_MILLIS - 1, false, 1);
        assertThat(soon == null ? List.of() : soon.exchange().reports()).isEmpty();
        Board.Talk later = board.awaitTalk(NOW + Appetite.PATIENCE_MILLIS, false, 1);
        assertThat(later).isNotNull();
        assertThat(later.exchange().wanted()).isZero();
        assertThat(later.exchange().reports()).singleElement().satisfies(report -> {
            assertThat(report.first()).isEqualTo(2);
            assertThat(report.exceptions()).containsExactly(new Exchange.ItemEnd(2, Exchange.End.RELEASED));
        });
    }

    @Test
    void higherPriorityIsAskedFirstAndThenWhoHoldsLess() throws InterruptedException {
        RunningJob low = job(-1);
        RunningJob one = job(0);
        RunningJob two = job(0);
        Board.Talk first = talk();
        assertThat(first.desk().job.job).isEqualTo(one);
        board.answered(first.desk(), reply(first, 1, false), 1);
        run();
        Board.Talk second = talk();
        assertThat(second.desk().job.job).as("it holds less").isEqualTo(two);
        board.answered(second.desk(), reply(second, 0, false), 1);
        Board.Talk third = talk();
        assertThat(third.desk().job.job).as("it may have more").isEqualTo(one);
        board.answered(third.desk(), reply(third, 0, false), 1);
        assertThat(talk().desk().job.job).as("nobody else may have more").isEqualTo(low);
    }

    @Test
    void oneExchangeIsInFlightForALedgerAtATime() throws InterruptedException {
        RunningJob job = job(0);
        Board.Talk talk = talk();
        board.touch(job.record().id());
        assertThat(board.awaitTalk(NOW, false, 1)).isNull();
        board.answered(talk.desk(), reply(talk, 0, false), 1);
        assertThat(board.awaitTalk(NOW, false, 1))
                .as("there was news meanwhile")
                .isNotNull();
    }

    @Test
    void failedExchangeIsMadeAgainAsItWasAfterARest() throws InterruptedException {
        job(0);
        Board.Talk talk = talk();
        board.failed(talk, NOW + 100);
        assertThat(board.awaitTalk(NOW + 99, false, 1)).isNull();
        Board.Talk again = board.awaitTalk(NOW + 100, false, 1);
        assertThat(again).isNotNull();
        assertThat(again.exchange()).isEqualTo(talk.exchange());
    }

    @Test
    void retryThatBecomesReadyIsAskedForThen() throws InterruptedException {
        job(0);
        Board.Talk talk = talk();
        board.answered(talk.desk(), new Reply(1, List.of(), List.of(), Reply.Stop.NONE, false, 0, NOW + 50), 1);
        assertThat(board.awaitTalk(NOW + 49, false, 1)).isNull();
        // nobody is idle here, so the ledger is not asked; its alarm is over all the same
        assertThat(board.awaitTalk(NOW + 50, false, 1)).isNull();
        assertThat(next(worker, NOW + 50).talk()).isNotNull();
    }

    @Test
    void whatIsQueuedIsGivenBackAndReported() throws InterruptedException {
        RunningJob job = job(0);
        Board.Talk talk = talk();
        board.answered(talk.desk(), reply(talk, 2, false), 1);
        Chunk running = run();
        assertThat(board.stopsOnce(job)).isTrue();
        assertThat(board.stopsOnce(job)).as("somebody looks after it").isFalse();
        board.giveBack(job);
        Board.Talk next = talk();
        assertThat(next.exchange().reports())
                .singleElement()
                .satisfies(report -> assertThat(report.exceptions())
                        .containsExactly(new Exchange.ItemEnd(1, Exchange.End.RELEASED)));
        board.stopsAgain(job);
        assertThat(board.stopsOnce(job)).as("one still runs").isTrue();
        board.stopsAgain(job);
        board.finished(running, List.of(new Exchange.Report(1, 0, 1, List.of(), Map.of(), 5)), true);
        assertThat(board.stopsOnce(job)).isFalse();
        assertThat(board.busy()).isZero();
    }

    @Test
    void jobIsOverWhenItsLedgersSaySoAndIsForgotten() throws InterruptedException {
        RunningJob job = job(0);
        Board.Talk talk = talk();
        assertThat(board.answered(talk.desk(), reply(talk, 0, true), 1)).isEqualTo(job);
        assertThat(board.jobs()).isEmpty();
        assertThat(board.awaitTalk(NOW, false, 1)).isNull();
    }

    @Test
    void mailOfAWorkerThatWaitsOrIsGoneIsNotWaitedFor() throws InterruptedException {
        job(0);
        talk();
        AtomicInteger left = new AtomicInteger();
        Workplace.Leaving leaving = new Workplace.Leaving("x", left::incrementAndGet);
        assertThat(board.leave(worker, leaving)).isTrue();
        assertThat(board.blocked(worker, true)).isEqualTo(3);
        assertThat(left).hasValue(1);
        assertThat(board.leave(worker, leaving)).as("it may wait for just this").isFalse();
        assertThat(board.blocked(worker, false)).isEqualTo(2);
        assertThat(next(worker, NOW).order())
                .isInstanceOfSatisfying(
                        Workplace.Order.Leave.class,
                        order -> assertThat(order.what()).hasSize(2));
        assertThat(board.leave(worker, leaving)).isTrue();
        board.gone(worker);
        assertThat(left).hasValue(2);
        assertThat(board.leave(worker, leaving)).isFalse();
    }

    @Test
    void closeEndsWorkersAndReadsTheirMail() throws InterruptedException {
        job(0);
        talk();
        AtomicInteger left = new AtomicInteger();
        board.leave(worker, new Workplace.Leaving("x", left::incrementAndGet));
        board.close();
        assertThat(left).hasValue(1);
        assertThat(next(worker, NOW)).isEqualTo(new Board.Step(null, null));
        assertThat(board.awaitTalk(NOW, false, 10_000)).isNull();
    }

    @Test
    void spareEndsWhenItIsNotNeededAnyMore() throws InterruptedException {
        WorkerThread second = new WorkerThread(place, 1);
        WorkerThread spare = new WorkerThread(place, 2);
        for (int n = 0; n < 3; n++) {
            job(0);
        }
        next(worker, NOW);
        next(second, NOW);
        board.blocked(worker, true);
        assertThat(next(spare, NOW).talk()).as("it works while another waits").isNotNull();
        board.blocked(worker, false);
        assertThat(next(spare, NOW)).isEqualTo(new Board.Step(null, null));
    }

    @Test
    void leasesThatAnswerADrainingNodeGoBackAtOnce() throws InterruptedException {
        job(0);
        Board.Talk talk = talk();
        board.drain();
        assertThat(board.awaitDrained(0)).isFalse();
        board.answered(talk.desk(), reply(talk, 2, false), 1);
        Board.Talk back = board.awaitTalk(NOW, false, 1);
        assertThat(back).isNotNull();
        assertThat(back.exchange().reports()).hasSize(2);
        assertThat(back.exchange().wanted()).isZero();
        assertThat(board.awaitDrained(0)).as("the reports have no answer").isFalse();
        board.answered(back.desk(), reply(back, 0, false), 1);
        assertThat(board.awaitDrained(0)).isTrue();
    }

    @Test
    void jobThatIsNoLongerThereDoesNotKeepANodeFromDraining() throws InterruptedException {
        job(0);
        Board.Talk talk = talk();
        board.answered(talk.desk(), reply(talk, 1, false), 1);
        Chunk running = run();
        board.touch(running.job().record().id());
        Board.Talk last = board.awaitTalk(NOW, false, 1);
        assertThat(last).isNotNull();
        board.answered(last.desk(), reply(last, 0, true), 1);
        board.drain();
        assertThat(board.awaitDrained(0)).as("an item runs").isFalse();
        board.finished(running, List.of(new Exchange.Report(1, 0, 1, List.of(), Map.of(), 5)), true);
        assertThat(board.awaitDrained(0)).isTrue();
    }

    @Test
    void whileLeasesAreRefusedOnlyReportsAreExchanged() throws InterruptedException {
        job(0);
        Board.Talk talk = talk();
        board.answered(talk.desk(), reply(talk, 1, false), 1);
        Chunk running = run();
        board.finished(running, List.of(new Exchange.Report(1, 0, 1, List.of(), Map.of(), 5)), true);
        Board.Step step = board.next(worker, NOW, true);
        assertThat(step).isNotNull();
        assertThat(step.talk()).isNotNull();
        assertThat(step.talk().exchange().reports()).hasSize(1);
        assertThat(step.talk().exchange().wanted()).isZero();
        board.answered(step.talk().desk(), reply(step.talk(), 0, false), 1);
        assertThat(board.awaitTalk(NOW, true, 10_000))
                .as("naps a quarter of a second")
                .isNull();
        assertThat(talk().exchange().wanted()).isPositive();
    }
}
