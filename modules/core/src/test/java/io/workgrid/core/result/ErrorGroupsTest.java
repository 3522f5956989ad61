package io.workgrid.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which errors are of one kind. */
class ErrorGroupsTest {
    private static final String STACK =
            "org.db.Busy: x\n\tat org.db.Pool.take(Pool.java:17)\n\tat app.Main.run(Main.java:3)\n";

    private static ItemError error(String type, String message, String stack) {
        return new ItemError(ItemError.Kind.EXCEPTION, List.of(type), message, stack, false, Map.of());
    }

    private static ItemView failed(long index, String node, ItemError error) {
        return new ItemView(index, null, Outcome.FAILED, 2, node, 0, 1_000 + index, 5_000_000, error, null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "room 17 is locked|room # is locked",
                "took 1.5 s, 3 of 4|took # s, # of #",
                "no file \"a b.txt\" here|no file ? here",
                "no table `users` in 'main'|no table ? in ?",
                "can't open, won't try|can't open, won't try",
                "at 0xdeadBEEF and 1f3a9c7e|at # and #",
                "facade failed|facade failed",
                "id 550e8400-e29b-41d4-a716-446655440000|id #-e#b-#d#-a#-#",
                "10.0.0.7:5432 refused|# refused",
            })
    void whatDiffersFromItemToItemIsLeftOut(String message, String normalised) {
        assertThat(Fingerprint.normalised(message)).isEqualTo(normalised);
    }

    @Test
    void aFingerprintIsStableAndOfTypeMessageAndThrower() {
        String base = Fingerprint.of(error("Busy", "room 1", STACK));
        assertThat(base).matches("[0-9a-f]{16}");
        assertThat(Fingerprint.of(error("Busy", "room 22", STACK.replace(":17", ":19"))))
                .isEqualTo(base);
        assertThat(Fingerprint.of(error("Idle", "room 1", STACK))).isNotEqualTo(base);
        assertThat(Fingerprint.of(error("Busy", "hall 1", STACK))).isNotEqualTo(base);
        assertThat(Fingerprint.of(error("Busy", "room 1", STACK.replace("take", "give"))))
                .isNotEqualTo(base);
    }

    @Test
    void hiddenClassesDoNotMakeRunsDiffer() {
        String one = "X\n\tat app.Main$$Lambda$14/0x0000000800c03000.apply(Unknown Source)\n";
        String other = "X\n\tat app.Main$$Lambda$21/0x0000000800c0aaaa.apply(Unknown Source)\n";
        assertThat(Fingerprint.of(error("X", "", one))).isEqualTo(Fingerprint.of(error("X", "", other)));
    }

    @Test
    void errorsOfOneKindAreOneGroupTheLargestFirst() {
        ErrorGroups groups = new ErrorGroups();
        groups.add(failed(1, "n1", error("Rare", "x", "")));
        for (int n = 10; n < 20; n++) {
            groups.add(failed(n, n % 2 == 0 ? "n1" : "n2", error("Busy", "room " + n, STACK)));
        }
        groups.add(new ItemView(5, null, Outcome.DONE, 1, "n1", 0, 1, 1, null, null));
        assertThat(groups.groups()).hasSize(2);
        ErrorView busy = groups.groups().get(0);
        assertThat(busy.count()).isEqualTo(10);
        assertThat(busy.example().message()).isEqualTo("room 10");
        assertThat(busy.items()).containsExactly(10L, 11L, 12L, 13L, 14L);
        assertThat(busy.nodes()).isEqualTo(Map.of("n1", 5L, "n2", 5L));
        assertThat(busy.firstMillis()).isEqualTo(1_015);
        assertThat(busy.lastMillis()).isEqualTo(1_024);
        assertThat(busy.attempts()).isEqualTo(2);
    }

    @Test
    void kindsBeyondTheLimitAreOneLastGroup() {
        ErrorGroups groups = new ErrorGroups();
        for (int n = 0; n < 300; n++) {
            groups.add(failed(n, "n" + n, error("Type" + n, "x", "")));
        }
        groups.add(failed(300, "n1", error("Type0", "x", "")));
        List<ErrorView> views = groups.groups();
        assertThat(views).hasSize(ErrorGroups.MOST_GROUPS);
        assertThat(views.get(0).count()).isEqualTo(2);
        ErrorView last = views.get(views.size() - 1);
        assertThat(last.fingerprint()).isEqualTo(ErrorGroups.OTHERS);
        assertThat(last.count()).isEqualTo(300 - ErrorGroups.MOST_GROUPS + 1);
        assertThat(last.nodes()).hasSize(ErrorGroups.MOST_NODES + 1).containsEntry(ErrorGroups.OTHERS, 101L);
    }
}
