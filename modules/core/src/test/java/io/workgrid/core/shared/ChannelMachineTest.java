package io.workgrid.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.core.shared.Answer.Status;
import io.workgrid.core.shared.ChannelOp.Case;
import io.workgrid.core.shared.ChannelOp.Chosen;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChannelMachineTest {
    private final Bench house = new Bench(Kind.CHANNELS);

    private static Case send(String channel, int capacity, String text) {
        return new Case(channel, capacity, Value.of(text));
    }

    private static Case receive(String channel, int capacity) {
        return new Case(channel, capacity, null);
    }

    private long wait(String session, Case... cases) {
        return house.make(session, ChannelOp.select(true, 0, List.of(cases)));
    }

    private Chosen now(Case... cases) {
        return ChannelOp.chosen(Boxes.done(house, ChannelOp.select(false, 0, List.of(cases))));
    }

    private Chosen chosen(long number) {
        Answer answer = house.answer(number);
        assertThat(answer.status()).isEqualTo(Status.DONE);
        return ChannelOp.chosen(answer.value());
    }

    @Test
    void rendezvousWaitsForTheOtherSide() {
        assertThat(now(send("c", 0, "x")).index()).isEqualTo(-1);
        long sender = wait("a", send("c", 0, "x"));
        assertThat(house.waits(sender)).isTrue();
        assertThat(now(receive("c", 0)).element()).isEqualTo(Value.of("x"));
        assertThat(house.takeWoken()).containsExactly(sender);
        assertThat(chosen(sender)).isEqualTo(new Chosen(0, null, false));
        assertThat(house.cell().bytes()).isZero();
    }

    @Test
    void capacityKeepsElementsInOrder() {
        now(send("c", 2, "x"));
        now(send("c", 2, "y"));
        long third = wait("a", send("c", 2, "z"));
        assertThat(now(receive("c", 2)).element()).isEqualTo(Value.of("x"));
        assertThat(house.waits(third)).isFalse();
        assertThat(now(receive("c", 2)).element()).isEqualTo(Value.of("y"));
        assertThat(now(receive("c", 2)).element()).isEqualTo(Value.of("z"));
        assertThat(now(receive("c", 2)).index()).isEqualTo(-1);
    }

    @Test
    void choiceThatWaitsTakesOneCaseOnly() {
        long choice = wait("a", receive("c", 0), receive("d", 1), send("e", 0, "mine"));
        now(send("d", 1, "first"));
        assertThat(chosen(choice)).isEqualTo(new Chosen(1, Value.of("first"), false));
        assertThat(now(send("c", 0, "late")).index()).isEqualTo(-1);
        assertThat(now(receive("e", 0)).index()).isEqualTo(-1);
    }

    @Test
    void twoChoicesMeet() {
        long one = wait("a", send("c", 0, "x"), receive("d", 0));
        long other = wait("b", receive("c", 0), send("d", 0, "y"));
        assertThat(chosen(one).index()).isZero();
        assertThat(chosen(other)).isEqualTo(new Chosen(0, Value.of("x"), false));
    }

    @Test
    void choiceDoesNotMeetItself() {
        long alone = wait("a", send("c", 0, "x"), receive("c", 0));
        assertThat(house.waits(alone)).isTrue();
        assertThat(now(receive("c", 0)).element()).isEqualTo(Value.of("x"));
        assertThat(chosen(alone).index()).isZero();
    }

    @Test
    void chanceDecidesAmongThoseThatCan() {
        Set<Integer> seen = new HashSet<>();
        for (int chance = 0; chance < 3; chance++) {
            Bench one = new Bench(Kind.CHANNELS);
            List<Case> cases = List.of(send("a", 1, "x"), receive("b", 1), send("c", 1, "y"));
            seen.add(ChannelOp.chosen(Boxes.done(one, ChannelOp.select(true, chance, cases)))
                    .index());
        }
        assertThat(seen).containsExactlyInAnyOrder(0, 2);
    }

    @Test
    void closedChannelGivesWhatIsThereAndThenSaysSo() {
        now(send("c", 1, "x"));
        Boxes.done(house, ChannelOp.close("c", 1));
        Boxes.done(house, ChannelOp.close("c", 1));
        assertThat(now(receive("c", 1))).isEqualTo(new Chosen(0, Value.of("x"), false));
        assertThat(now(receive("c", 1))).isEqualTo(new Chosen(0, null, true));
        assertThat(now(receive("c", 1))).isEqualTo(new Chosen(0, null, true));
        assertThat(Boxes.refused(house, ChannelOp.select(false, 0, List.of(send("c", 1, "y"))))
                        .status())
                .isEqualTo(Status.CLOSED);
    }

    @Test
    void closeTellsThoseWhoWait() {
        long receiver = wait("a", receive("d", 0), receive("c", 0));
        Boxes.done(house, ChannelOp.close("c", 0));
        assertThat(chosen(receiver)).isEqualTo(new Chosen(1, null, true));
        long sender = wait("a", send("e", 0, "x"));
        Boxes.done(house, ChannelOp.close("e", 0));
        assertThat(house.answer(sender).status()).isEqualTo(Status.CLOSED);
        assertThat(house.cell().bytes()).isZero();
    }

    @Test
    void whoIsLostWaitsNoMore() {
        long gone = wait("a", receive("c", 0), receive("d", 0));
        house.lose("a");
        assertThat(now(send("c", 0, "x")).index()).isEqualTo(-1);
        long sender = wait("b", send("d", 0, "x"));
        house.withdraw(sender);
        assertThat(now(receive("d", 0)).index()).isEqualTo(-1);
        assertThat(gone).isPositive();
    }

    @Test
    void removedChannelRefusesWhoWaitsAndForgetsTheRest() {
        now(send("c", 1, "x"));
        long sender = wait("a", send("c", 1, "y"), receive("d", 0));
        Boxes.done(house, ChannelOp.remove("c"));
        assertThat(house.answer(sender).status()).isEqualTo(Status.REFUSED);
        assertThat(now(receive("c", 5)).index()).isEqualTo(-1);
        assertThat(house.cell().bytes()).isZero();
    }

    @Test
    void anotherCapacityIsRefusedByBoth() {
        now(send("c", 1, "x"));
        assertThat(Boxes.refused(house, ChannelOp.select(false, 0, List.of(receive("c", 2))))
                        .message())
                .contains("capacity 1", "used with 2");
    }

    @Test
    void sixteenMebibytesAreTheMost() {
        String large = "x".repeat(1_000_000);
        for (int n = 0; n < 16; n++) {
            now(send("c", 100, large));
        }
        assertThat(Boxes.refused(house, ChannelOp.select(true, 0, List.of(send("c", 100, large))))
                        .status())
                .isEqualTo(Status.REFUSED);
    }
}
