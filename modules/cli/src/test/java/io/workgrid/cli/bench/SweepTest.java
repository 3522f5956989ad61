package io.workgrid.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private static final Setup EIGHT_CORES = new Setup("primes", 32, 8, 3);

    @TempDir
    Path dir;

    private static Sample sample(int workers, double... seconds) {
        return new Sample(
                workers,
                DoubleStream.of(seconds)
                        .mapToObj(time -> Math.round(time * 1e9))
                        .toList());
    }

    @Test
    void theTableIsTheOneOfTheManual() {
        Sweep sweep = Sweep.of(
                EIGHT_CORES,
                List.of(sample(1, 32.05, 32.10, 32.15), sample(8, 4.04, 4.10, 4.16), sample(16, 3.93, 4.02, 4.11)));

        assertThat(new SweepTable(StandardCharsets.UTF_8).text(sweep)).isEqualTo("""
                        Sweep: primes, 32 items x ~1 s, 1 node, 8 cores                       3 runs each, median shown
                        Workers     Time       ±     Items/sec   Speed-up   Efficiency
                              1   32.10s   0.05s          1.00       1.0x        100 %   ████
                              8    4.10s   0.06s          7.80       7.8x         98 %   ███████████████████████████████   <- ~8x faster
                             16    4.02s   0.09s          7.96       8.0x         50 %   ████████████████████████████████  <- no gain: 8 cores
                        Knee at 8 workers. Serial part (Amdahl fit) 0.3 %.
                        """);
    }

    @Test
    void theTableIsAsciiWhereTheStreamIs() {
        String table = new SweepTable(StandardCharsets.US_ASCII).text(Sweep.of(EIGHT_CORES, List.of(sample(1, 0.02))));

        assertThat(table.chars()).allMatch(c -> c < 128);
        assertThat(table).contains("      1   20.0ms   0.0ms", "  +-  ", "x ~625 us,");
    }

    @Test
    void theTimesOfTheArticleGetTheRemarksOfTheArticleWithoutItsWords() {
        Sweep sweep = Sweep.of(
                EIGHT_CORES,
                List.of(
                        sample(1, 32.00),
                        sample(2, 16.10),
                        sample(4, 8.20),
                        sample(6, 5.60),
                        sample(8, 4.10),
                        sample(10, 4.05),
                        sample(16, 4.00),
                        sample(20, 4.01),
                        sample(32, 4.15)));

        assertThat(sweep.rows())
                .extracting(Row::remark)
                .containsExactly(
                        "",
                        "~2x faster",
                        "~4x faster",
                        "~6x faster",
                        "~8x faster",
                        "no gain: 8 cores",
                        "no gain: 8 cores",
                        "no gain: 8 cores",
                        "slower than 16 workers");
        assertThat(sweep.knee()).isEqualTo(8);
    }

    @Test
    void aRowThatSwingsIsCalledNoisyAndNothingElse() {
        assertThat(remark(sample(1, 8), sample(4, 1.5, 2, 2.6))).isEqualTo("noisy: +-28 %");
    }

    @Test
    void moreWorkersThanItemsGainNothingForThatReason() {
        Sweep sweep = Sweep.of(new Setup("spin", 2, 8, 1), List.of(sample(1, 8), sample(2, 4), sample(4, 4)));

        assertThat(sweep.rows().get(2).remark()).isEqualTo("no gain: 2 items");
    }

    @Test
    void workersWithinTheCoresThatGainLittleAreNotBlamedOnTheCores() {
        assertThat(remark(sample(1, 8), sample(4, 7.9))).isEqualTo("no gain");
    }

    @Test
    void someGainBelowEightyPercentIsLeftToTheFigures() {
        assertThat(remark(sample(1, 8), sample(4, 4))).isEmpty();
    }

    @Test
    void aDifferenceWithinTheSpreadsIsNotSlower() {
        assertThat(remark(sample(1, 8, 8, 8), sample(2, 7.8, 8.3, 8.5))).isEqualTo("no gain");
    }

    @Test
    void theSerialPartOfAmdahlsLawIsFoundAgain() {
        double serial = 0.07;
        List<Sample> samples = new ArrayList<>();
        for (int n = 1; n <= 8; n++) {
            samples.add(sample(n, 100 * (serial + (1 - serial) / n)));
        }
        // beyond the cores the law does not hold, and nobody looks
        samples.add(sample(16, 99));

        assertThat(Sweep.of(EIGHT_CORES, samples).serialPart().getAsDouble()).isEqualTo(serial, within(1e-6));
        assertThat(Sweep.of(EIGHT_CORES, samples.subList(0, 1)).serialPart()).isEmpty();
    }

    @Test
    void fasterThanIdealIsNoNegativeSerialPart() {
        assertThat(Sweep.of(EIGHT_CORES, List.of(sample(1, 8), sample(2, 3.9)))
                        .serialPart()
                        .getAsDouble())
                .isZero();
    }

    @Test
    void medianAndSpreadAreOfAllRuns() {
        assertThat(sample(1, 3, 1, 2).medianNanos()).isEqualTo(2e9);
        assertThat(sample(1, 4, 1, 2, 3).medianNanos()).isEqualTo(2.5e9);
        assertThat(sample(1, 4, 1, 2, 3).spreadNanos()).isEqualTo(1.5e9);
    }

    @Test
    void aSweepWithoutOneWorkerIsRefused() {
        assertThatThrownBy(() -> Sweep.of(EIGHT_CORES, List.of(sample(2, 1))))
                .hasMessage("no sample of 1 worker; speed-up is told against it");
    }

    @Test
    void repetitionsAreInterleavedAfterAWarmUp() {
        List<Integer> runs = new ArrayList<>();
        List<Sample> samples = Interleaved.run(
                List.of(1, 2, 4),
                2,
                workers -> {
                    runs.add(workers);
                    return 1_000_000_000L * runs.size();
                },
                made -> assertThat(made.of()).isEqualTo(6));

        assertThat(runs).containsExactly(4, 1, 2, 4, 1, 2, 4);
        assertThat(samples).contains(sample(2, 3, 6));
    }

    @Test
    void shortRunsAreWarmedUpSeveralTimes() {
        List<Integer> runs = new ArrayList<>();
        Interleaved.run(
                List.of(1, 2),
                1,
                workers -> {
                    runs.add(workers);
                    return 200_000_000;
                },
                made -> assertThat(made.nanos()).isPositive());

        assertThat(runs).containsExactly(2, 2, 2, 1, 2);
    }

    @Test
    void workerCountsAreRangesAndLists() {
        assertThat(WorkerCounts.parse("1..4", 8)).containsExactly(1, 2, 3, 4);
        assertThat(WorkerCounts.parse("8,2, 4..5", 8)).containsExactly(1, 2, 4, 5, 8);
        assertThat(WorkerCounts.parse(null, 2)).containsExactly(1, 2, 3, 4);
        for (String bad : List.of("0", "", "4..2", "1..5000", "a", "1,,2", "1-4")) {
            assertThatThrownBy(() -> WorkerCounts.parse(bad, 8))
                    .isInstanceOf(ProblemException.class)
                    .hasMessage("--workers is `" + bad + "`; wanted 1..32 or 1,2,4,8");
        }
    }

    @Test
    void filesAreWholeAndNothingElseIsLeft() throws IOException {
        Sweep sweep = Sweep.of(EIGHT_CORES, List.of(sample(1, 8, 8.2, 8.4), sample(8, 1.1, 1.1, 1.1)));
        Path out = dir.resolve("new/deep");
        SweepFiles files = SweepFiles.in(out);
        files.write(sweep);
        files.write(sweep);

        try (var names = Files.list(out)) {
            assertThat(names.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("sweep.csv", "sweep.json");
        }
        assertThat(out.resolve("sweep.csv")).hasContent("""
                workers,medianSeconds,spreadSeconds,itemsPerSecond,speedUp,efficiency,remark
                1,8.200000,0.200000,3.902,1.000,1.0000,
                8,1.100000,0.000000,29.091,7.455,0.9318,~7.5x faster
                """);
        assertThat(out.resolve("sweep.json"))
                .content()
                .startsWith("{\"schema\":\"grid.sweep/v1\",\"task\":\"primes\",\"items\":32,\"nodes\":1,\"cores\":8,")
                .contains("{\"workers\":8,\"medianMs\":1100.0,\"spreadMs\":0.0,\"itemsPerSecond\":29.091,");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsToldBeforeAnythingRuns() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "");

        assertThatThrownBy(() -> SweepFiles.in(file.resolve("out")))
                .isInstanceOf(ProblemException.class)
                .hasMessage("cannot write " + file.resolve("out"));
    }

    private static String remark(Sample... samples) {
        return Sweep.of(EIGHT_CORES, List.of(samples))
                .rows()
                .get(samples.length - 1)
                .remark();
    }
}
