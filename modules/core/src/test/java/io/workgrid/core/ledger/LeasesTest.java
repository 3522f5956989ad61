package io.workgrid.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who holds what. */
class LeasesTest {
    private final Leases leases = new Leases();

    @Test
    void aNodesLeasesAreInTheOrderOfTheirFences() {
        Held first = leases.grant("a", 0, 5, 1, 0);
        leases.grant("b", 5, 5, 1, 0);
        Held second = leases.grant("a", 10, 5, 1, 0);
        Held third = leases.grant("a", 15, 5, 1, 0);
        leases.end(second);
        assertThat(leases.of("a")).containsExactly(first, third);
        assertThat(leases.live()).isEqualTo(3);
        assertThat(leases.items()).isEqualTo(15);
    }

    @Test
    void aNodeWithoutLeasesHasNone() {
        Held only = leases.grant("a", 0, 5, 1, 0);
        leases.end(only);
        assertThat(leases.of("a")).isEmpty();
        assertThat(leases.of("b")).isEmpty();
    }

    @Test
    void restoredLeasesAreFoundToo() {
        Held held = new Held("a", 7, 0, 5, 1, 0);
        leases.restore(held);
        assertThat(leases.of("a")).containsExactly(held);
    }

    /** Each loss would otherwise look at every lease: ten thousand million looks. */
    @Test
    @Timeout(20)
    void losingAllOfManyNodesTakesNoTime() {
        int nodes = 100_000;
        for (int node = 0; node < nodes; node++) {
            leases.grant("node-" + node, node, 1, 1, 0);
        }
        for (int node = 0; node < nodes; node++) {
            leases.of("node-" + node).forEach(leases::end);
        }
        assertThat(leases.live()).isZero();
    }
}
