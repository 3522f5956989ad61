package io.workgrid.engine.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.core.job.Retention;
import io.workgrid.core.shared.EventOp;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.LockOp;
import io.workgrid.engine.store.MemoryStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedCallsTest {
    private static final byte[] NONE = {};
    private final MemoryStore store = new MemoryStore(System::currentTimeMillis, Retention.DEFAULT);
    private final SharedCalls calls = new SharedCalls(store);
    private final CellRef event = CellRef.of("grid", "go", Kind.EVENT);
    private final CellRef lock = CellRef.of("grid", "door", Kind.LOCK);

    @Test
    void waitEndsWhenTheEventIsSet() {
        CompletableFuture<byte[]> waiting =
                CompletableFuture.supplyAsync(() -> calls.awaitOrThrow(event, null, EventOp.await(), null));
        awaitWaiters(event, 1);
        calls.change(event, null, EventOp.set());
        assertThat(waiting.orTimeout(10, TimeUnit.SECONDS).join()).isEmpty();
    }

    private void awaitWaiters(CellRef cell, int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            if (calls.cells(cell.key()).stream().anyMatch(view -> view.waiting().size() == count)) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("nobody waits in " + cell.key());
    }

    @Test
    void waitThatTimesOutLeavesNobodyInTheCell() {
        assertThat(calls.await(event, null, EventOp.await(), Duration.ofMillis(20)))
                .isNull();
        assertThat(calls.cells(event.key()).get(0).waiting()).isEmpty();
        assertThatThrownBy(() -> calls.awaitOrThrow(event, null, EventOp.await(), Duration.ZERO))
                .isInstanceOf(WaitTimedOutException.class)
                .hasMessageContaining("event \"go\"");
    }

    @Test
    void interruptEndsTheWaitAndStaysSet() throws InterruptedException {
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            byte[] answer = calls.await(event, null, EventOp.await(), null);
            flag.complete(answer == null && Thread.currentThread().isInterrupted());
        });
        thread.start();
        awaitWaiters(event, 1);
        thread.interrupt();
        assertThat(flag.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
        thread.join();
    }

    @Test
    void waitWhoseTimeIsUpMayEndByItself() {
        calls.awaitOrThrow(lock, null, LockOp.acquire(), null);
        byte[] answer = calls.awaitExpiring(lock, LockOp.await(), Duration.ofMillis(20), LockOp::expire);
        assertThat(LockOp.signalled(answer)).isFalse();
        calls.change(lock, null, LockOp.release());
    }

    @Test
    void nameThatIsAnotherKindIsRefused() {
        calls.change(event, null, EventOp.set());
        CellRef wrong = new CellRef(event.key(), "go", Kind.LOCK, NONE);
        assertThatThrownBy(() -> calls.change(wrong, null, LockOp.tryAcquire()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("lock \"go\" was begun as event, not as lock; nothing changed");
    }

    @Test
    void whoeverWaitsInWhatIsRemovedIsTold() {
        CompletableFuture<byte[]> waiting =
                CompletableFuture.supplyAsync(() -> calls.awaitOrThrow(event, null, EventOp.await(), null));
        awaitWaiters(event, 1);
        assertThat(store.removeCell(event.key())).isTrue();
        assertThatThrownBy(() -> waiting.orTimeout(10, TimeUnit.SECONDS).join()).hasMessageContaining("was removed");
        assertThat(store.cells("grid/")).isEmpty();
    }

    @Test
    void answersAreSettledSoThatACellDoesNotGrow() {
        for (int n = 0; n < 10_000; n++) {
            calls.change(event, null, EventOp.clear());
        }
        assertThat(EventOp.isSet(calls.read(event, EventOp.look()))).isFalse();
    }
}
