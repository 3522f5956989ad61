package io.workgrid.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.NodeView;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static JobView job(JobPhase phase, long items, boolean sealed, long done, long failed, long ended) {
        return new JobView(
                "j-7f3a", "primes", "primes", phase, null, items, sealed, 0, done, failed, 0, 0, 0, 0, ended, Map.of());
    }

    private static Look look(long millis, long total, long done, long failed) {
        return new Look(
                job(JobPhase.RUNNING, done + failed, false, done, failed, 0), 0, total, List.of(), List.of(), millis);
    }

    @Test
    void plainProgressHasALineAtZeroThenEachTenPercent() {
        List<String> lines = new ArrayList<>();
        PlainProgress progress = new PlainProgress(lines::add, 0, 0);
        for (int done = 0; done <= 100; done += 2) {
            progress.show(look(done * 10L, 100, done, 0));
        }
        assertThat(lines).hasSize(11);
        assertThat(lines.get(0)).isEqualTo("primes   0 %   0/100   0.0s   ETA -");
        assertThat(lines.get(5)).startsWith("primes   50 %   50/100   100/s   0.5s");
        assertThat(lines).noneMatch(line -> line.contains("\r"));
    }

    @Test
    void plainProgressSaysSomethingEveryHalfMinute() {
        List<String> lines = new ArrayList<>();
        PlainProgress progress = new PlainProgress(lines::add, 0, 0);
        for (long second = 0; second <= 90; second++) {
            progress.show(look(second * 1_000, -1, second, 0));
        }
        assertThat(lines).hasSize(4).last().asString().startsWith("primes   90 done   1.0/s   1m30s");
    }

    @Test
    void aJobThatEndsAtOnceShowsNoProgressUnlessAsked() {
        List<String> lines = new ArrayList<>();
        PlainProgress progress = new PlainProgress(lines::add, 0, 1_000);
        progress.show(look(0, 2, 0, 0));
        progress.show(look(900, 2, 2, 0));
        assertThat(lines).isEmpty();
    }

    @Test
    void anEtaIsSaidOnceItMeansSomething() {
        Pace pace = new Pace(0);
        pace.seen(1_000, 100);
        assertThat(pace.eta(1_000)).isEqualTo("-");
        pace.seen(3_000, 300);
        assertThat(pace.eta(1_000)).isEqualTo("~7.0s");
        assertThat(pace.eta(-1)).isEqualTo("-");
    }

    @Test
    void anUnevenPaceGivesARange() {
        Pace pace = new Pace(0);
        for (int second = 1; second <= 60; second++) {
            pace.seen(second * 1_000L, second <= 30 ? second * 100L : 3_000 + (second - 30) * 20L);
        }
        assertThat(pace.eta(10_000)).isEqualTo("1m50s..5m20s");
    }

    @Test
    void aJobThatStandsStillHasNoEta() {
        Pace pace = new Pace(0);
        for (int second = 1; second <= 60; second++) {
            pace.seen(second * 1_000L, 100);
        }
        assertThat(pace.eta(1_000)).isEqualTo("-");
    }

    @Test
    void theLiveBlockIsNeverWiderThanTheTerminal() {
        ErrorView error = error(17, "connect to db-3:5432 " + "x".repeat(200), false);
        Look look = new Look(
                job(JobPhase.RUNNING, 31_204, false, 31_184, 20, 0),
                0,
                50_000,
                List.of(
                        new NodeView("node-1", 8, 8, false, null, Map.of(), null, false),
                        new NodeView("node-2", 8, 7, false, null, Map.of(), null, false)),
                List.of(error),
                482_000);
        for (int columns : new int[] {20, 40, 80, 120, 200}) {
            LiveProgress progress =
                    new LiveProgress(new Screen(System.err), () -> columns, false, StandardCharsets.UTF_8, 0, 0);
            assertThat(progress.lines(look)).hasSize(3).allMatch(line -> Columns.width(line) < Math.max(21, columns));
        }
    }

    @Test
    void theLiveBlockLooksAsTheSpecificationShowsIt() {
        Look look = new Look(
                job(JobPhase.RUNNING, 31_204, false, 31_184, 20, 0),
                0,
                50_000,
                List.of(
                        new NodeView("node-1", 8, 8, false, null, Map.of(), null, false),
                        new NodeView("node-2", 8, 7, false, null, Map.of(), null, false)),
                List.of(),
                482_000);
        LiveProgress live = new LiveProgress(new Screen(System.err), () -> 140, false, StandardCharsets.UTF_8, 0, 0);
        assertThat(live.lines(look).get(0))
                .startsWith("  primes  ███████████████░░░░░░░░░░  62 %   31 204/50 000")
                .contains("   20 failed   8m02s   ETA ");
        assertThat(live.lines(look).get(1)).isEqualTo("  node-1 ████████ 8/8   node-2 ███████░ 7/8");
        LiveProgress ascii =
                new LiveProgress(new Screen(System.err), () -> 140, false, StandardCharsets.US_ASCII, 0, 0);
        assertThat(ascii.lines(look).get(1)).isEqualTo("  node-1 ######## 8/8   node-2 #######. 7/8");
    }

    private static ErrorView error(long count, String message, boolean permanent) {
        ItemError example = new ItemError(
                ItemError.Kind.EXCEPTION,
                List.of("java.net.SocketTimeoutException"),
                message,
                "java.net.SocketTimeoutException: x\n\tat java.base/java.net.X.y(X.java:1)\n\tat shop.Load.run(Load.java:41)\n",
                permanent,
                Map.of());
        return new ErrorView(
                "f", example, count, List.of(1041L, 1042L, 1077L), Map.of("node-3", count), 36_131_000, 36_580_000, 3);
    }

    @Test
    void theSummaryLooksAsTheSpecificationShowsIt() {
        Look look = new Look(
                job(JobPhase.FINISHED, 50_000, true, 49_980, 20, 773_000),
                0,
                -1,
                List.of(),
                List.of(error(17, "connect to db-3:5432", false), error(3, "n must be > 0", true)),
                773_000);
        assertThat(new Summary(false, ZoneOffset.UTC, index -> index).lines(look))
                .containsExactly(
                        "primes j-7f3a  finished with failures   49 980 done · 20 failed      12m53s   64.7/s",
                        "  2 distinct errors",
                        "   17x  SocketTimeoutException: connect to db-3:5432",
                        "        items 1041, 1042, 1077 ... +14     first 10:02:11  last 10:09:40     after 3 attempts",
                        "        at shop.Load.run(Load.java:41)",
                        "    3x  SocketTimeoutException: n must be > 0",
                        "        items 1041, 1042, 1077     first 10:02:11  last 10:09:40     not retried (permanent)",
                        "        at shop.Load.run(Load.java:41)");
    }

    @Test
    void numbersReadAsPeopleWriteThem() {
        assertThat(Figures.count(1_234_567)).isEqualTo("1 234 567");
        assertThat(Figures.duration(400)).isEqualTo("0.4s");
        assertThat(Figures.duration(482_000)).isEqualTo("8m02s");
        assertThat(Figures.duration(7_500_000)).isEqualTo("2h05m");
        assertThat(Figures.rate(64.66)).isEqualTo("64.7/s");
        assertThat(Figures.rate(12_345)).isEqualTo("12 345/s");
        assertThat(Figures.rate(0.02)).isEqualTo("1.2/min");
        assertThat(Figures.percent(999, 1_000)).isEqualTo("99 %");
    }
}
