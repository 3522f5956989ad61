package io.workgrid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loads in tiny, so that they do not rot; no number is judged. */
@Timeout(120)
class SpeedTableTest {

    @Test
    void noOpMapMeasuresBesidePythonOrSaysThatItIsMissing() throws Exception {
        Row row = new NoOpMap(1_000, 2, 1).measure(Path.of("pool_map.py"));
        assertThat(row.markdown()).contains("map, 1000 no-op items").containsAnyOf("/s |", "not measured");
    }

    @Test
    void missingPeerIsARowOfItsOwn() throws Exception {
        Row row = new NoOpMap(10, 1, 1).measure(Path.of("no-such.py"));
        assertThat(row.markdown()).contains("no script no-such.py").contains("not measured");
    }

    @Test
    void cpuLoadsMeasureBesideAnExecutor() throws Exception {
        for (CpuLoad load : List.of(CpuLoad.even(4, 0.1), CpuLoad.heavyTailed(20, 0.05, 1))) {
            Row row = load.measure(2, 1);
            assertThat(row.ratio()).isPositive();
            assertThat(row.markdown()).startsWith("| ").endsWith(" |");
        }
    }

    @Test
    void processLoadSaysWhatIsMissing() throws Exception {
        List<Row> rows = new ProcessLoad(3, 1, Path.of("no", "grid")).measure();
        assertThat(rows)
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.markdown())
                        .contains("no/grid is not on this machine")
                        .contains("not measured"));
    }

    @Test
    void processLoadMeasuresBesideOtherTools() throws Exception {
        List<Row> rows = new ProcessLoad(3, 1, Path.of("/bin/true")).measure();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(2).ratio()).as("the bare loop is always there").isPositive();
    }

    @Test
    void memoryIsSampledOnTheWay() {
        Row row = new FlatMemory(1_000, 2).measure();
        assertThat(row.ours().split(" ", -1)).hasSize(11);
    }

    @Test
    void verdictFollowsTheTarget() {
        assertThat(Row.Target.atLeast(2).met(2)).isTrue();
        assertThat(Row.Target.atLeast(2).met(1.99)).isFalse();
        assertThat(Row.Target.atMost(1.05).met(1.06)).isFalse();
        assertThat(new Row("l", "o", "p", "t", 3, Row.Target.atMost(1)).markdown())
                .contains("**missed**");
    }

    @Test
    void medianRatioIsOverRounds() {
        assertThat(new Rounds(List.of(10L, 40L, 30L), List.of(10L, 20L, 10L)).timeRatio())
                .isEqualTo(2);
    }
}
