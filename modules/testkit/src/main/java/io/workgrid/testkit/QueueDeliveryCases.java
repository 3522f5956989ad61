package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.ClosedException;
import io.workgrid.api.ItemFailedException;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.shared.SharedQueue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose an element is between get and taskDone, and what becomes of it when its owner ends. */
interface QueueDeliveryCases extends Cases {

    private SharedQueue<String> work() {
        return stage().manager().queue("work");
    }

    @Test
    default void elementIsTheCallersUntilItIsDone() {
        work().put("a");
        assertThat(work().get()).isEqualTo("a");
        assertThat(work().size()).isZero();
        assertThat(work().tryGet()).isEmpty();
        work().taskDone();
        work().join();
    }

    @Test
    default void taskDoneOnceTooOftenIsRefused() {
        assertThatThrownBy(() -> work().taskDone()).isInstanceOf(BadInputException.class);
        work().put("a");
        work().get();
        SharedQueue<String> work = work();
        assertThatThrownBy(() -> Caller.run(work::taskDone).end()).isInstanceOf(BadInputException.class);
        work.taskDone();
        assertThatThrownBy(work::taskDone).isInstanceOf(BadInputException.class);
    }

    @Test
    default void joinWaitsUntilEverythingIsDone() {
        SharedQueue<String> work = work();
        work.join();
        work.putAll(List.of("a", "b"));
        Caller<Boolean> joiner = Caller.run(work::join).waits();
        work.get();
        work.taskDone();
        work.get();
        joiner.waits();
        assertThatThrownBy(() -> work.join(Duration.ofMillis(50))).isInstanceOf(WaitTimedOutException.class);
        work.taskDone();
        joiner.end();
        work.join(Duration.ofMillis(50));
    }

    @Test
    default void elementThatIsGivenBackIsTheFirstAgain() {
        SharedQueue<String> work = work();
        work.putAll(List.of("a", "b"));
        assertThat(work.take()).isEqualTo(new SharedQueue.Taken<>("a", 0));
        work.giveBack();
        assertThat(work.size()).isEqualTo(2);
        assertThat(work.take()).isEqualTo(new SharedQueue.Taken<>("a", 1));
        work.taskDone();
        assertThat(work.take(Duration.ofSeconds(5))).isEqualTo(new SharedQueue.Taken<>("b", 0));
        work.taskDone();
        assertThatThrownBy(work::giveBack).isInstanceOf(BadInputException.class);
        work.join();
    }

    @Test
    default void oldestElementIsDoneFirst() {
        SharedQueue<String> work = work();
        work.putAll(List.of("a", "b"));
        work.get();
        work.get();
        work.taskDone();
        work.giveBack();
        assertThat(work.getDone()).isEqualTo("b");
    }

    @Test
    default void elementThatIsGivenBackWakesWhoWaits() {
        SharedQueue<String> work = work();
        work.put("a");
        work.get();
        Caller<SharedQueue.Taken<String>> waiter = Caller.begin(() -> {
            SharedQueue.Taken<String> taken = work.take();
            work.taskDone();
            return taken;
        });
        waiter.waits();
        work.giveBack();
        assertThat(waiter.end()).isEqualTo(new SharedQueue.Taken<>("a", 1));
    }

    @Test
    default void closedQueueTakesWhatIsGivenBack() {
        SharedQueue<String> work = work();
        work.put("a");
        work.get();
        work.close();
        work.giveBack();
        assertThat(work.getDone()).isEqualTo("a");
        assertThatThrownBy(work::getDone).isInstanceOf(ClosedException.class);
    }

    @Test
    default void attemptThatEndsAsDoneIsDoneWithWhatItTook() {
        SharedQueue<String> work = work();
        work.putAll(List.of("a", "b"));
        assertThat(stage().grid().pool().apply(() -> work.get() + work.get())).isEqualTo("ab");
        work.join(Eventually.DEADLINE);
        assertThat(work.isEmpty()).isTrue();
    }

    @Test
    default void attemptThatFailsGivesBackWhatItTook() {
        SharedQueue<String> work = work();
        work.putAll(List.of("a", "b"));
        assertThatThrownBy(() -> stage().grid().pool().apply(() -> {
                    throw new IllegalStateException("had " + work.get());
                }))
                .isInstanceOf(ItemFailedException.class)
                .hasMessageContaining("had a");
        Eventually.until("the element is back", () -> work.size() == 2);
        assertThat(work.take()).isEqualTo(new SharedQueue.Taken<>("a", 1));
        work.taskDone();
        assertThat(work.take()).isEqualTo(new SharedQueue.Taken<>("b", 0));
        work.taskDone();
    }

    @Test
    default void nextAttemptGetsWhatTheFailedOneHad() {
        SharedQueue<String> work = work();
        work.put("a");
        List<String> results = stage().grid()
                .pool()
                .with(Stage.retrying(1))
                .map(
                        (item, context) -> {
                            SharedQueue.Taken<String> taken = work.take(Eventually.DEADLINE);
                            if (context.attempt() == 1) {
                                throw new IllegalStateException("first attempt");
                            }
                            return taken.element() + taken.deliveredBefore();
                        },
                        List.of("item"));
        assertThat(results).containsExactly("a1");
        work.join(Eventually.DEADLINE);
    }

    @Test
    default void whatWasGotDoneIsNotGivenBack() {
        SharedQueue<String> work = work();
        work.put("a");
        assertThatThrownBy(() -> stage().grid().pool().apply(() -> {
                    throw new IllegalStateException("had " + work.getDone());
                }))
                .isInstanceOf(ItemFailedException.class);
        work.join(Eventually.DEADLINE);
        assertThat(work.isEmpty()).isTrue();
    }
}
