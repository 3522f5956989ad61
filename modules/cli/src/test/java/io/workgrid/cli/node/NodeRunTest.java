package io.workgrid.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.GridClosedException;
import io.workgrid.api.NodeOptions;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NodeRunTest {
    private static final NodeOptions ONE = NodeOptions.DEFAULT.withName("one");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    private final Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private final FewNodes grid = new FewNodes();

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private NodeRun run(NodeOptions node, boolean mustJoin, boolean json) {
        NodeLog log = json ? new JsonLog(stream, clock) : new TextLog(stream, clock);
        return new NodeRun(
                new StartOptions(
                        node,
                        new HttpSettings("127.0.0.1", HttpSettings.OFF, null, null, null),
                        mustJoin,
                        true,
                        false,
                        json),
                grid::join,
                log,
                out);
    }

    @Test
    void tellsWhoItIsAndLeavesWhenAsked() {
        grid.peer("two");
        NodeRun run = run(ONE, false, false);
        run.stop();
        assertThat(run.run(false)).isEqualTo(ExitCode.DONE);
        assertThat(said())
                .contains("node one-x1 of grid workgrid is up", "127.0.0.1:5701", "two (127.0.0.1:5702, 2 workers)")
                .contains("03:04:05  draining  takes no more; waits up to 30s")
                .contains("03:04:05  gone      left the grid");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("127.0.0.1:5701\n");
        assertThat(grid.closed()).isTrue();
    }

    @Test
    void inJsonEachLineIsAnObject() {
        NodeRun run = run(ONE, false, true);
        run.stop();
        run.run(false);
        assertThat(said().lines()).hasSize(3).allMatch(line -> line.startsWith("{\"time\":\"2026-01-02T03:04:05Z\""));
        assertThat(said()).contains("\"event\":\"up\"", "\"workers\":2", "\"peers\":[]", "\"event\":\"gone\"");
    }

    @Test
    void whereNobodyAnswersThatIsSaidWithTheReasonOfEach() {
        NodeRun run = run(ONE.withJoin(List.of("127.0.0.1:1", "127.0.0.1:5701")), false, false);
        run.stop();
        assertThat(run.run(false)).isEqualTo(ExitCode.DONE);
        assertThat(said())
                .contains("no other node answered at 127.0.0.1:1 (connection refused);")
                .contains("a grid of its own until one does");
    }

    @Test
    void whoeverMustJoinDoesNotStayAlone() {
        NodeRun run = run(ONE.withJoin(List.of("127.0.0.1:1")), true, false);
        assertThatThrownBy(() -> run.run(false))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.exitCode()).isEqualTo(5));
        assertThat(grid.closed()).isTrue();
        assertThat(out.size()).isZero();
    }

    @Test
    void aPlaceItCannotListenOnIsNoFaultOfOurs() {
        grid.refuse(new BadInputException("ports 5701 to 5801 are taken"));
        assertThatThrownBy(() -> run(ONE, false, false).run(false))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(3);
                    assertThat(e.problems().get(0).code()).isEqualTo(ErrorCode.CANNOT_LISTEN.id());
                });
    }

    @Test
    void aNodeThatEndsUnaskedIsAnError() {
        grid.failLater(new GridClosedException("no longer there", new IllegalStateException("out of memory")));
        assertThatThrownBy(() -> run(ONE, false, false).run(false))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.exitCode()).isEqualTo(5));
    }

    @Test
    void aNodeThatIsDrainedFromElsewhereEndsWellAndNotBeforeItHasLeft() {
        grid.drainLater();
        assertThat(run(ONE, false, false).run(false)).isEqualTo(ExitCode.DONE);
        assertThat(said()).contains("draining  takes no more", "gone      left the grid");
        assertThat(grid.closed()).isTrue();
    }

    @Test
    void aNodeThatWasDrainedBetweenTwoLooksEndsWellToo() {
        grid.failLater(new GridClosedException("the grid is closed; open another"));
        assertThat(run(ONE, false, false).run(false)).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aDrainThatHangsEndsAllTheSame() {
        grid.hang();
        Departure departure =
                new Departure(grid, Duration.ofMillis(1), new TextLog(stream, clock), Duration.ofMillis(1));
        assertThat(departure.leave()).isEqualTo(ExitCode.WAIT_TIMED_OUT);
        assertThat(said()).contains("overdue", "ends hard");
    }

    @Test
    void changesAreTold() {
        Identity self = new Identity("one", "me");
        grid.join(self.labelled(ONE));
        PeerWatch watch = new PeerWatch(new TextLog(stream, clock), self, grid.nodes());
        watch.look(grid.nodes());
        assertThat(said()).isEmpty();
        grid.peer("two");
        watch.look(grid.nodes());
        grid.note("heap at 90 %");
        watch.look(grid.nodes());
        watch.look(grid.nodes());
        grid.note(null);
        grid.gone("two");
        watch.look(grid.nodes());
        grid.rename("one-x2");
        watch.look(grid.nodes());
        assertThat(said().lines())
                .containsExactly(
                        "03:04:05  joined    two (127.0.0.1:5702, 2 workers); 2 nodes",
                        "03:04:05  refusing  WARN takes no more work: heap at 90 %",
                        "03:04:05  left      two (127.0.0.1:5702, 2 workers); this node is alone",
                        "03:04:05  taking    takes work again",
                        "03:04:05  renamed   WARN this node came back as one-x2; what one-x1 held is given to others");
    }

    @Test
    void whatIsLoggedIsPassedOn() {
        LogRecord record = new LogRecord(Level.WARNING, "slow {0}\nvery");
        record.setParameters(new Object[] {"disk"});
        record.setLoggerName("io.workgrid.x");
        record.setThrown(new IllegalStateException("full"));
        new TextLog(stream, clock).logged(record);
        assertThat(said())
                .contains("log       WARN io.workgrid.x: slow disk", "    very", "IllegalStateException: full");
        err.reset();
        new JsonLog(stream, clock).logged(record);
        assertThat(said().lines()).hasSize(1);
        assertThat(said()).contains("\"logger\":\"io.workgrid.x\"", "\"level\":\"WARN\"", "slow disk\\nvery");
    }

    @Test
    void labelsOfTheUserStayBesideItsOwn() {
        NodeOptions mine =
                Settings.of(Map.of(Setting.LABEL, "zone=a"), Map.of(), null).node();
        assertThat(Identity.of(mine).labelled(mine).labels())
                .containsEntry("zone", "a")
                .containsOnlyKeys("zone", Identity.LABEL);
    }
}
