package io.workgrid.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.core.shared.Answer.Status;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class HeadMachineTest {
    private final Bench head = new Bench(Kind.DICT);

    private HeadOp.Head done(byte[] op) {
        return HeadOp.head(Boxes.done(head, op));
    }

    private HeadOp.Head look() {
        return HeadOp.head(head.read(HeadOp.look()).value());
    }

    @Test
    void firstLifeStays() {
        assertThat(look()).isEqualTo(new HeadOp.Head("", new BitSet()));
        assertThat(done(HeadOp.open("one")).life()).isEqualTo("one");
        assertThat(done(HeadOp.open("two")).life()).isEqualTo("one");
    }

    @Test
    void partsOfThisLifeOnlyAreBegun() {
        done(HeadOp.open("one"));
        done(HeadOp.begun("two", 3));
        assertThat(look().begun().get(3)).isFalse();
        done(HeadOp.begun("one", 3));
        assertThat(look().begun().get(3)).isTrue();
        assertThat(look().begun().get(2)).isFalse();
    }

    @Test
    void partThatWasBegunAndIsNotThereMakesTheObjectLost() {
        done(HeadOp.open("one"));
        done(HeadOp.lost("one", 3));
        done(HeadOp.begun("one", 3));
        assertThat(Boxes.refused(head, HeadOp.lost("one", 3)).status()).isEqualTo(Status.LOST_PART);
        assertThat(head.read(HeadOp.look()).status()).isEqualTo(Status.LOST_PART);
    }
}
