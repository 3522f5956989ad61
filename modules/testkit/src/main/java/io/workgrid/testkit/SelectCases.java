package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.ClosedException;
import io.workgrid.api.GridException;
import io.workgrid.api.JobSpec;
import io.workgrid.api.shared.Channel;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.shared.Select;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Select: one of several sends and receives. */
interface SelectCases extends Cases {

    private Channel<Integer> channel(String name, int capacity) {
        return stage().manager().channel(name, capacity);
    }

    @Test
    default void selectTakesWhatIsReady() {
        Channel<Integer> a = channel("a", 1);
        Channel<Integer> b = channel("b", 1);
        b.send(5);
        Select.Chosen chosen = Channel.select().receive(a).receive(b).choose();
        assertThat(chosen.index()).isEqualTo(1);
        assertThat(chosen.channel()).isEqualTo(b);
        assertThat(chosen.element(Integer.class)).isEqualTo(5);
        assertThat(chosen.closed()).isFalse();
        assertThat(b.size()).isZero();
    }

    @Test
    default void selectSendsWhereThereIsRoom() {
        Channel<Integer> full = channel("full", 1);
        Channel<Integer> free = channel("free", 1);
        full.send(0);
        Select.Chosen chosen = Channel.select().send(full, 1).send(free, 2).choose();
        assertThat(chosen.index()).isEqualTo(1);
        assertThat(chosen.element()).isNull();
        assertThatThrownBy(() -> chosen.element(Integer.class)).isInstanceOf(IllegalStateException.class);
        assertThat(free.receive()).contains(2);
        assertThat(full.receive()).contains(0);
        assertThat(full.tryReceive().element()).isNull();
    }

    @Test
    default void selectWithNothingReadyTakesTheDefault() {
        Channel<Integer> a = channel("a", 0);
        Channel<Integer> b = channel("b", 0);
        assertThat(Channel.select().receive(a).send(b, 1).tryChoose()).isEmpty();
        assertThat(b.tryReceive().element()).isNull();
        assertThat(a.trySend(1)).isFalse();
    }

    @Test
    default void selectThatTimesOutChangesNothing() {
        Channel<Integer> a = channel("a", 0);
        Channel<Integer> b = channel("b", 0);
        assertThat(Channel.select().receive(a).send(b, 1).choose(Duration.ofMillis(50)))
                .isEmpty();
        assertThat(b.tryReceive().element()).isNull();
        assertThat(a.trySend(1)).isFalse();
    }

    @Test
    default void selectWaitsForTheFirst() {
        Channel<Integer> a = channel("a", 0);
        Channel<Integer> b = channel("b", 0);
        Caller<Select.Chosen> selecting =
                Caller.begin(() -> Channel.select().receive(a).receive(b).choose());
        selecting.waits();
        stage().elsewhere().<Integer>channel("b", 0).send(3);
        assertThat(selecting.end().element(Integer.class)).isEqualTo(3);
        assertThat(a.trySend(1)).isFalse();
    }

    @Test
    default void selectSendsToWhoComes() {
        Channel<Integer> a = channel("a", 0);
        Channel<Integer> b = channel("b", 0);
        Caller<Select.Chosen> selecting =
                Caller.begin(() -> Channel.select().send(a, 1).send(b, 2).choose());
        selecting.waits();
        assertThat(b.receive()).contains(2);
        assertThat(selecting.end().index()).isEqualTo(1);
        assertThat(a.tryReceive().element()).isNull();
    }

    @Test
    default void selectsMeetInARendezvous() {
        Channel<Integer> a = channel("a", 0);
        Channel<Integer> b = channel("b", 0);
        Caller<Select.Chosen> sending =
                Caller.begin(() -> Channel.select().send(a, 1).send(b, 2).choose());
        sending.waits();
        Select.Chosen received = Channel.select().receive(b).receive(a).choose();
        Select.Chosen sent = sending.end();
        assertThat(received.channel()).isEqualTo(sent.channel());
        assertThat(received.element(Integer.class)).isEqualTo(sent.index() + 1);
    }

    @Test
    default void selectDoesNotMeetItself() {
        Channel<Integer> a = channel("a", 0);
        assertThat(Channel.select().receive(a).send(a, 1).tryChoose()).isEmpty();
        assertThat(Channel.select().receive(a).send(a, 1).choose(Duration.ofMillis(50)))
                .isEmpty();
    }

    @Test
    default void selectFindsAClosedChannel() {
        Channel<Integer> a = channel("a", 0);
        Channel<Integer> b = channel("b", 0);
        Caller<Select.Chosen> selecting =
                Caller.begin(() -> Channel.select().receive(a).receive(b).choose());
        selecting.waits();
        b.close();
        Select.Chosen chosen = selecting.end();
        assertThat(chosen.index()).isEqualTo(1);
        assertThat(chosen.closed()).isTrue();
        assertThat(chosen.element()).isNull();
        assertThat(Channel.select().receive(b).choose().closed()).isTrue();
        assertThatThrownBy(() -> Channel.select().receive(a).send(b, 1).choose())
                .isInstanceOf(ClosedException.class);
    }

    @Test
    default void selectChoosesByChance() {
        Channel<Integer> a = channel("a", 100);
        Channel<Integer> b = channel("b", 100);
        int first = 0;
        for (int n = 0; n < 80; n++) {
            a.send(n);
            b.send(n);
            first += 1 - Channel.select().receive(a).receive(b).choose().index();
        }
        // one in a million million draws of a fair coin is outside of that
        assertThat(first).isBetween(12, 68);
        assertThat(a.size() + b.size()).isEqualTo(80);
    }

    @Test
    default void oneCaseHappensAndNoOther() {
        Channel<Integer> in = channel("in", 0);
        Channel<Integer> out = channel("out", 50);
        List<Caller<Integer>> selecting = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            selecting.add(Caller.begin(() -> {
                int sent = 0;
                for (Select.Chosen chosen =
                                Channel.select().receive(in).send(out, 1).choose();
                        !chosen.closed();
                        chosen = Channel.select().receive(in).send(out, 1).choose()) {
                    sent += chosen.index();
                }
                return sent;
            }));
        }
        Eventually.until("it is full", () -> out.size() == 50);
        for (int n = 0; n < 20; n++) {
            in.send(n);
        }
        in.close();
        assertThat(selecting.stream().mapToInt(Caller::end).sum()).isEqualTo(50);
        assertThat(out.size()).isEqualTo(50);
    }

    @Test
    default void selectIsOfOneScope() {
        Channel<Integer> a = channel("a", 1);
        Manager job = stage().grid()
                .manager(stage().grid()
                        .submit(JobSpec.<Integer, Integer>of((n, context) -> n, List.of(1)))
                        .id());
        Channel<Integer> b = job.channel("b", 1);
        assertThatThrownBy(() -> Channel.select().send(a, 1).send(b, 1).choose())
                .isInstanceOf(GridException.class);
        assertThat(a.size()).isZero();
        assertThat(b.size()).isZero();
        job.remove("b");
    }

    @Test
    default void selectNeedsCasesButNotTooMany() {
        assertThatThrownBy(() -> Channel.select().tryChoose()).isInstanceOf(IllegalStateException.class);
        Channel<Integer> a = channel("a", 1);
        Select most = Channel.select();
        for (int n = 0; n < 64; n++) {
            most = most.receive(a);
        }
        Select full = most;
        assertThat(full.tryChoose()).isEmpty();
        assertThatThrownBy(() -> full.receive(a)).isInstanceOf(IllegalArgumentException.class);
    }
}
