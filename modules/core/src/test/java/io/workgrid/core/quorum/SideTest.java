package io.workgrid.core.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.core.quorum.Side.Kept;
import io.workgrid.core.quorum.Side.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SideTest {
    /** Three of a grid of five, and the other two. */
    private static final Side WENT_ON = new Side(seen(grid("abcde"), "abc"), Kept.SOMETHING, "g");

    private static final Side STOPPED = new Side(seen(grid("abcde"), "de"), Kept.SOMETHING, "g");
    private static final Side LEFT_OVER_BY_A_MERGE = new Side(seen(grid("abcde"), "e"), Kept.NOTHING, "i");

    private static Set<Peer> peers(String names, String life) {
        Set<Peer> all = new LinkedHashSet<>();
        names.chars()
                .mapToObj(Character::toString)
                .forEach(name -> all.add(new Peer(name + life, "host-" + name + ":5701")));
        return all;
    }

    private static Quorum grid(String names) {
        return Quorum.begin(0).seen(peers(names, ""), 0).learned(Set.of(), Set.of(), 0);
    }

    private static Quorum seen(Quorum before, String names) {
        return before.seen(peers(names, ""), 1);
    }

    /** A grid of nodes that were started again on these hosts. */
    private static Side begunAgain(String names, Kept kept) {
        Quorum quorum = Quorum.begin(0).seen(peers(names, "2"), 0).learned(Set.of(), Set.of(), 0);
        return new Side(quorum, kept, "h");
    }

    @Test
    void theSideThatWentOnStays() {
        assertThat(WENT_ON.against(STOPPED)).isEqualTo(Verdict.STAYS);
        assertThat(STOPPED.against(WENT_ON)).isEqualTo(Verdict.YIELDS);
        Side withNothing = new Side(WENT_ON.quorum(), Kept.NOTHING, "g");
        assertThat(STOPPED.against(withNothing)).isEqualTo(Verdict.YIELDS);
    }

    @Test
    void aGridThatWasBegunMeanwhileYieldsAsLongAsItKeepsNothing() {
        assertThat(begunAgain("de", Kept.NOTHING).against(WENT_ON)).isEqualTo(Verdict.YIELDS);
        assertThat(begunAgain("fghijklmn", Kept.PERHAPS).against(WENT_ON)).isEqualTo(Verdict.YIELDS);
        assertThat(begunAgain("abc", Kept.NOTHING).against(STOPPED)).isEqualTo(Verdict.YIELDS);
        assertThat(begunAgain("abc", Kept.SOMETHING).against(STOPPED)).isEqualTo(Verdict.STAYS);
        assertThat(begunAgain("de", Kept.SOMETHING).against(WENT_ON)).isEqualTo(Verdict.EITHER);
    }

    /** Its nodes are others, at other addresses: those that the side misses stay away. */
    @Test
    void aGridThatGoesOnAndOneThatCouldNotWithItStayApart() {
        Side elsewhere = begunAgain("xyz", Kept.NOTHING);
        assertThat(elsewhere.against(STOPPED)).isEqualTo(Verdict.APART);
        assertThat(STOPPED.against(elsewhere)).isEqualTo(Verdict.APART);
        assertThat(begunAgain("xyz", Kept.SOMETHING).against(STOPPED)).isEqualTo(Verdict.APART);
    }

    @Test
    void whoFailedToMergeYieldsToAll() {
        for (Side other : List.of(WENT_ON, STOPPED, begunAgain("abcd", Kept.NOTHING))) {
            assertThat(LEFT_OVER_BY_A_MERGE.against(other)).as("%s", other).isEqualTo(Verdict.YIELDS);
        }
    }

    @Test
    void ofTwoThatBothStoppedOrBothWentOnTheOneThatKeepsSomethingStays() {
        Side others = new Side(seen(grid("abcd"), "ab"), Kept.SOMETHING, "g");
        Side empty = new Side(seen(grid("abcd"), "cd"), Kept.NOTHING, "g");
        assertThat(others.against(empty)).isEqualTo(Verdict.STAYS);
        assertThat(others.against(others)).isEqualTo(Verdict.EITHER);
        Side alone =
                new Side(Quorum.begin(1).seen(peers("a", ""), 0).learned(Set.of(), Set.of(), 0), Kept.NOTHING, "g");
        Side used = new Side(alone.quorum(), Kept.SOMETHING, "g");
        assertThat(alone.against(used)).isEqualTo(Verdict.YIELDS);
    }

    @Test
    void whoIsNotSureWaits() {
        Side unsure = new Side(Quorum.begin(0), Kept.NOTHING, "g");
        assertThat(unsure.against(WENT_ON)).isEqualTo(Verdict.WAITS);
        assertThat(WENT_ON.against(unsure)).isEqualTo(Verdict.WAITS);
    }

    @Test
    void bothSidesComeToTheSameEnd() {
        Map<Verdict, Verdict> mirrored = Map.of(
                Verdict.STAYS, Verdict.YIELDS,
                Verdict.YIELDS, Verdict.STAYS,
                Verdict.EITHER, Verdict.EITHER,
                Verdict.APART, Verdict.APART,
                Verdict.WAITS, Verdict.WAITS);
        for (Side one : all()) {
            for (Side other : all()) {
                assertThat(other.against(one))
                        .as("%s meets %s", other, one)
                        .isEqualTo(mirrored.get(one.against(other)));
            }
        }
    }

    private static List<Side> all() {
        List<Side> all = new ArrayList<>();
        for (Quorum quorum : List.of(Quorum.begin(0), WENT_ON.quorum(), STOPPED.quorum(), grid("xyz"), grid("abc"))) {
            for (Kept kept : Kept.values()) {
                all.add(new Side(quorum, kept, "g"));
                all.add(new Side(quorum, kept, "h"));
            }
        }
        return all;
    }
}
