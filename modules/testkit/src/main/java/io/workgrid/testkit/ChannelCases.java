package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.ClosedException;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.shared.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A channel, as in Go. */
interface ChannelCases extends Cases {

    private Channel<Integer> channel(int capacity) {
        return stage().manager().channel("channel", capacity);
    }

    @Test
    default void rendezvousWaitsForTheReceiver() {
        Channel<Integer> channel = channel(0);
        assertThat(channel.trySend(1)).isFalse();
        Caller<Boolean> sender = Caller.run(() -> channel.send(1)).waits();
        assertThat(channel.size()).isZero();
        assertThat(channel.receive()).contains(1);
        sender.end();
    }

    @Test
    default void rendezvousWaitsForTheSender() {
        Channel<Integer> channel = channel(0);
        Caller<Optional<Integer>> receiver = Caller.begin(channel::receive).waits();
        stage().elsewhere().<Integer>channel("channel", 0).send(7);
        assertThat(receiver.end()).contains(7);
        Caller<Optional<Integer>> second = Caller.begin(channel::receive).waits();
        assertThat(channel.trySend(8)).isTrue();
        assertThat(second.end()).contains(8);
    }

    @Test
    default void channelKeepsAsMuchAsItsCapacity() {
        Channel<Integer> channel = channel(2);
        channel.send(1);
        channel.send(2);
        assertThat(channel.trySend(3)).isFalse();
        assertThat(channel.size()).isEqualTo(2);
        assertThat(channel.capacity()).isEqualTo(2);
        Caller<Boolean> sender = Caller.run(() -> channel.send(3)).waits();
        assertThat(channel.receive()).contains(1);
        sender.end();
        assertThat(channel.receive()).contains(2);
        assertThat(channel.receive()).contains(3);
    }

    @Test
    default void closedChannelGivesWhatIsLeftAndThenNothing() {
        Channel<Integer> channel = channel(3);
        channel.send(1);
        channel.send(2);
        channel.close();
        channel.close();
        assertThat(channel.closed()).isTrue();
        assertThat(channel.receive()).contains(1);
        assertThat(channel.tryReceive()).isEqualTo(new Channel.Received<>(2, false));
        assertThat(channel.receive()).isEmpty();
        assertThat(channel.receive(Duration.ofSeconds(5))).isEmpty();
        assertThat(channel.tryReceive()).isEqualTo(new Channel.Received<Integer>(null, true));
    }

    @Test
    default void closedChannelRefusesSends() {
        Channel<Integer> channel = channel(3);
        channel.close();
        assertThatThrownBy(() -> channel.send(1)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> channel.trySend(1)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> channel.send(1, Duration.ofMillis(50))).isInstanceOf(ClosedException.class);
    }

    @Test
    default void whoWaitsInAChannelThatIsClosedIsTold() {
        Channel<Integer> channel = channel(0);
        Caller<Optional<Integer>> receiver = Caller.begin(channel::receive).waits();
        channel.close();
        assertThat(receiver.end()).isEmpty();
        Channel<Integer> other = stage().manager().channel("other", 0);
        Caller<Boolean> sender = Caller.run(() -> other.send(1)).waits();
        other.close();
        assertThatThrownBy(sender::end).isInstanceOf(ClosedException.class);
        assertThat(other.receive()).isEmpty();
    }

    @Test
    default void tryReceiveDoesNotWait() {
        Channel<Integer> channel = channel(1);
        assertThat(channel.tryReceive()).isEqualTo(new Channel.Received<Integer>(null, false));
        channel.send(1);
        assertThat(channel.tryReceive()).isEqualTo(new Channel.Received<>(1, false));
        Channel<Integer> rendezvous = stage().manager().channel("rendezvous", 0);
        assertThat(rendezvous.tryReceive().element()).isNull();
        Caller<Boolean> sender = Caller.run(() -> rendezvous.send(5)).waits();
        assertThat(rendezvous.tryReceive().element()).isEqualTo(5);
        sender.end();
    }

    @Test
    default void timeoutsOfAChannelChangeNothing() {
        Channel<Integer> channel = channel(0);
        assertThatThrownBy(() -> channel.receive(LockCases.MOMENT)).isInstanceOf(WaitTimedOutException.class);
        assertThatThrownBy(() -> channel.send(1, LockCases.MOMENT)).isInstanceOf(WaitTimedOutException.class);
        assertThat(channel.tryReceive().element()).isNull();
        Caller<Optional<Integer>> receiver = Caller.begin(() -> channel.receive(Eventually.DEADLINE));
        channel.send(2, Eventually.DEADLINE);
        assertThat(receiver.end()).contains(2);
    }

    @Test
    default void sendersAreServedInTheOrderInWhichTheyCame() {
        Channel<Integer> channel = channel(0);
        List<Caller<Boolean>> senders = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            int mine = n;
            senders.add(Caller.run(() -> channel.send(mine)).waits());
        }
        for (int n = 0; n < 3; n++) {
            assertThat(channel.receive()).contains(n);
        }
        senders.forEach(Caller::end);
    }

    @Test
    default void receiversAreServedInTheOrderInWhichTheyCame() {
        Channel<Integer> channel = channel(0);
        List<Caller<Optional<Integer>>> receivers = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            receivers.add(Caller.begin(channel::receive).waits());
        }
        for (int n = 0; n < 3; n++) {
            channel.send(n);
        }
        assertThat(receivers.stream().map(receiver -> receiver.end().orElseThrow()))
                .containsExactly(0, 1, 2);
    }

    @Test
    default void iterationOfAChannelEndsWhenItIsClosedAndEmpty() {
        Channel<Integer> channel = channel(0);
        Caller<List<Integer>> reader = Caller.begin(() -> {
            List<Integer> all = new ArrayList<>();
            channel.forEach(all::add);
            return all;
        });
        for (int n = 0; n < 10; n++) {
            channel.send(n);
        }
        channel.close();
        assertThat(reader.end()).isEqualTo(Stage.range(10));
    }

    @Test
    default void manySendersAndReceiversLoseNothing() {
        Channel<Integer> here = channel(4);
        Channel<Integer> there = stage().elsewhere().channel("channel", 4);
        List<Caller<List<Integer>>> receivers = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            Channel<Integer> channel = n % 2 == 0 ? here : there;
            receivers.add(Caller.begin(() -> {
                List<Integer> mine = new ArrayList<>();
                channel.forEach(mine::add);
                return mine;
            }));
        }
        Caller.together(3, sender -> () -> {
            for (int n = 0; n < 40; n++) {
                (sender % 2 == 0 ? here : there).send(1_000 * sender + n);
            }
            return sender;
        });
        here.close();
        assertThat(receivers.stream().flatMap(receiver -> receiver.end().stream()))
                .hasSize(120)
                .doesNotHaveDuplicates();
    }

    @Test
    default void otherCapacitiesOfAChannelAreRefused() {
        channel(2).send(1);
        assertThatThrownBy(() -> channel(3).send(2))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2")
                .hasMessageContaining("3");
        assertThatThrownBy(() -> stage().manager().channel("c", -1)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> stage().manager().channel("c", 100_001)).isInstanceOf(BadInputException.class);
        assertThat(channel(2).size()).isEqualTo(1);
    }
}
