package io.workgrid.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private static final Map<String, Integer> NODES = Map.of("a", 4, "b", 2, "c", 8);

    private static int sum(String pool, int most) {
        return NODES.keySet().stream()
                .mapToInt(node -> Quota.of(pool, most, NODES, node))
                .sum();
    }

    @Test
    void nodesTogetherHaveAsManyAsThePoolMayAndNoneMoreThanItsOwn() {
        for (int most = 1; most < 20; most++) {
            for (int pool = 0; pool < 20; pool++) {
                assertThat(sum("pool-" + pool, most)).isEqualTo(Math.min(most, 14));
                assertThat(Quota.of("pool-" + pool, most, NODES, "b")).isBetween(0, 2);
            }
        }
    }

    @Test
    void poolsAreSpreadOverTheNodes() {
        Set<String> first = new HashSet<>();
        for (int pool = 0; pool < 50; pool++) {
            String id = "pool-" + pool;
            NODES.keySet().stream()
                    .filter(node -> Quota.of(id, 1, NODES, node) == 1)
                    .forEach(first::add);
        }
        assertThat(first).isEqualTo(NODES.keySet());
    }

    @Test
    void aStrangerHasNone() {
        assertThat(Quota.of("pool", 100, NODES, "z")).isZero();
    }
}
