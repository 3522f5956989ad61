package io.workgrid.core.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuorumTest {
    private static Peer peer(String id) {
        return new Peer(id, "host-" + id + ":5701");
    }

    private static Set<Peer> peers(String ids) {
        Set<Peer> all = new LinkedHashSet<>();
        ids.chars().forEach(id -> all.add(peer(Character.toString(id))));
        return all;
    }

    /** A node of a grid of these. */
    private static Quorum of(String ids) {
        return Quorum.begin(0).seen(peers(ids), 0).learned(Set.of(), Set.of(), 0);
    }

    @Test
    void aNodeAloneGoesOn() {
        assertThat(of("a").met()).isTrue();
        assertThat(of("a").refusal()).isNull();
    }

    @Test
    void threeOfFiveGoOnAndTwoStop() {
        assertThat(of("abcde").seen(peers("abc"), 1).met()).isTrue();
        Quorum two = of("abcde").seen(peers("de"), 1);
        assertThat(two.met()).isFalse();
        assertThat(two.refusal()).isEqualTo("sees 2 of 5 nodes: takes no leases until the others are back");
        assertThat(two.missing()).isEqualTo(peers("abc"));
    }

    @Test
    void twoAndTwoBothStopAndGoOnWhenTheyMeet() {
        Quorum left = of("abcd").seen(peers("ab"), 1);
        assertThat(left.met()).isFalse();
        assertThat(of("abcd").seen(peers("cd"), 1).met()).isFalse();
        // after the merge the others have new ids at their old addresses
        Set<Peer> merged = new LinkedHashSet<>(peers("ab"));
        merged.add(new Peer("x", "host-c:5701"));
        merged.add(new Peer("y", "host-d:5701"));
        assertThat(left.seen(merged, 2).met()).isTrue();
        assertThat(left.seen(merged, 2).known()).isEqualTo(merged);
        assertThat(left.seen(peers("abcd"), 2).met()).isTrue();
    }

    /** The network breaks again while it is on its way: it has a new id, and is the oldest it sees. */
    @Test
    void oneThatWantedBackAndFoundNobodyStaysCutOff() {
        Set<Peer> renewed = Set.of(new Peer("x", "host-c:5701"));
        Quorum alone = of("abc").seen(peers("c"), 1).again().seen(renewed, 2).learned(Set.of(), Set.of(), 3);
        assertThat(alone.refusal()).isEqualTo("sees 1 of 3 nodes: takes no leases until the others are back");
        assertThat(alone.missing()).isEqualTo(peers("ab"));
        assertThat(alone.proven("a", 4).proven("b", 4).met()).isTrue();
        Set<Peer> all = new LinkedHashSet<>(peers("ab"));
        all.addAll(renewed);
        Quorum back = of("abc").seen(peers("c"), 1).again().seen(all, 2).learned(peers("abc"), Set.of(), 3);
        assertThat(back.known()).isEqualTo(all);
    }

    @Test
    void oneOfTwoGoesOnWhenTheOthersProcessHasEnded() {
        Quorum alone = of("ab").seen(peers("a"), 1);
        assertThat(alone.met()).isFalse();
        assertThat(alone.proven("b", 2).met()).isTrue();
        assertThat(alone.proven("b", 2).known()).isEqualTo(peers("a"));
        assertThat(alone.proven("b", 2).gone()).isEmpty();
    }

    @Test
    void oneOfTwoStopsAndSaysSoWhileNobodyKnowsOfTheOther() {
        Quorum alone = of("ab").seen(peers("a"), 1).passed(1_000_000);
        assertThat(alone.met()).isFalse();
        assertThat(alone.refusal()).isEqualTo("sees 1 of 2 nodes: takes no leases until the others are back");
    }

    @Test
    void aNodeThatSaidThatItLeavesIsNotWaitedFor() {
        Quorum told = of("ab").proven("b", 1);
        assertThat(told.met()).isTrue();
        assertThat(told.seen(peers("a"), 2).met()).isTrue();
        assertThat(told.seen(peers("a"), 2).missing()).isEmpty();
    }

    @Test
    void thoseAboutToLeaveHelpNoSideUp() {
        Quorum told = of("abcde").proven("a", 1).proven("b", 1);
        assertThat(told.seen(peers("abc"), 2).met()).isFalse();
        assertThat(told.seen(peers("de"), 2).met()).isTrue();
    }

    @Test
    void theProvenLeaveTheRestFromWhichMoreThanHalfIsWanted() {
        assertThat(of("abcde").seen(peers("ab"), 1).proven("c", 2).met()).isFalse();
        assertThat(of("abcde")
                        .seen(peers("ab"), 1)
                        .proven("c", 2)
                        .proven("d", 3)
                        .met())
                .isTrue();
    }

    @Test
    void whoStaysAwayIsForgottenAfterAWhile() {
        Quorum three = of("abcde").seen(peers("abc"), 1);
        assertThat(three.passed(Quorum.FORGET_MILLIS).seen(peers("ab"), 30_000).met())
                .isFalse();
        assertThat(three.passed(Quorum.FORGET_MILLIS + 1)
                        .seen(peers("ab"), 30_000)
                        .met())
                .isTrue();
    }

    @Test
    void newcomersCountOnceTheyWereSeenByASideThatMayGoOn() {
        assertThat(of("abc").seen(peers("abcde"), 1).seen(peers("ab"), 2).met()).isFalse();
        Quorum minority = of("abcde").seen(peers("de"), 1).seen(peers("dexyz"), 2);
        assertThat(minority.met()).isFalse();
    }

    @Test
    void aNewcomerLearnsFromTheOldestBeforeItCounts() {
        Quorum newcomer = Quorum.begin(0).seen(peers("dez"), 1);
        assertThat(newcomer.met()).isFalse();
        assertThat(newcomer.refusal()).isEqualTo("has just joined: takes no leases until it has heard who was there");
        assertThat(newcomer.learned(peers("abcde"), Set.of(), 2).met()).isFalse();
        assertThat(newcomer.learned(peers("de"), Set.of(), 2).met()).isTrue();
    }

    @Test
    void aNewcomerThatFindsNobodyLeftToAskKnowsWhomItSaw() {
        Quorum left = Quorum.begin(0).seen(peers("ab"), 1).seen(peers("b"), 2).learned(Set.of(), Set.of(), 3);
        assertThat(left.met()).isFalse();
        assertThat(left.proven("a", 4).met()).isTrue();
    }

    @Test
    void aProcessInThePlaceOfAnotherProvesThatOneGone() {
        Set<Peer> now = new LinkedHashSet<>(peers("a"));
        now.add(new Peer("new", "host-b:5701"));
        assertThat(of("ab").seen(peers("a"), 1).seen(now, 2).met()).isTrue();
    }

    @Test
    void aFixedNumberReplacesTheRule() {
        Quorum fixed = Quorum.begin(3).seen(peers("abcde"), 0).learned(Set.of(), Set.of(), 0);
        assertThat(fixed.seen(peers("abc"), 1).met()).isTrue();
        Quorum two = fixed.seen(peers("ab"), 1).proven("c", 1).proven("d", 1).proven("e", 1);
        assertThat(two.met()).isFalse();
        assertThat(two.refusal()).isEqualTo("sees 2 nodes and needs 3: takes no leases until more are back");
        assertThat(Quorum.begin(1)
                        .seen(peers("ab"), 0)
                        .learned(Set.of(), Set.of(), 0)
                        .seen(peers("a"), 1)
                        .met())
                .isTrue();
    }

    @Test
    void neverGoBothSidesOfASplitOn() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String all = "abcdefg".substring(0, 2 + random.nextInt(6));
            List<Set<Peer>> sides = List.of(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
            List<String> dead = new ArrayList<>();
            for (Peer peer : peers(all)) {
                int where = random.nextInt(4);
                if (where == 3) {
                    dead.add(peer.id());
                } else {
                    sides.get(where).add(peer);
                }
            }
            int going = 0;
            for (Set<Peer> side : sides) {
                Quorum quorum = of(all).seen(side, 1);
                for (String id : dead) { // each side finds out about some of them
                    quorum = random.nextBoolean() ? quorum.proven(id, 2) : quorum;
                }
                going += quorum.met() ? 1 : 0;
            }
            assertThat(going).as("sides that go on, seed %s", seed).isLessThanOrEqualTo(1);
        }
    }
}
