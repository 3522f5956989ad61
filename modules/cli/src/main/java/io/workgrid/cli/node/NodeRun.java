package io.workgrid.cli.node;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.GridClosedException;
import io.workgrid.api.GridException;
import io.workgrid.api.NodeOptions;
import io.workgrid.api.RefusedException;
import io.workgrid.api.UnreachableException;
import io.workgrid.api.view.NodeView;
import io.workgrid.cli.job.Interrupts;
import io.workgrid.cli.node.NodeLog.Weight;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The life of a node from its start to its end, for the main thread: joins, tells, watches until somebody asks to stop, drains. */
final class NodeRun {
    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final StartOptions options;
    private final Identity identity;
    private final Function<NodeOptions, Grid> joining;
    private final NodeLog log;
    private final OutputStream out;
    private final CountDownLatch stop = new CountDownLatch(1);

    /**
     * @param joining makes this process a node
     * @param out stdout
     */
    NodeRun(StartOptions options, Function<NodeOptions, Grid> joining, NodeLog log, OutputStream out) {
        this.identity = Identity.of(options.node());
        this.options = options.withNode(identity.labelled(options.node()));
        this.joining = joining;
        this.log = log;
        this.out = out;
    }

    /**
     * Runs until a signal comes.
     *
     * @param trial whether to run one item on each worker and end, without a signal
     * @throws ProblemException if the node could not start
     */
    ExitCode run(boolean trial) {
        try (Interrupts interrupts = new Interrupts(this::stop);
                HttpSide http = HttpSide.open(options.http())) {
            Grid grid = join(http.labelled(options.node()));
            Departure departure = new Departure(grid, options.node().drainTimeout(), log);
            PeerWatch watch;
            try {
                http.start(grid, options.node().cluster(), identity);
                watch = announce(grid, http);
                if (trial) {
                    Trial.run(grid, log);
                    stop();
                }
            } catch (RuntimeException e) {
                departure.leave();
                throw e;
            }
            return watched(grid, watch) ? departure.leave() : ended();
        }
    }

    /** Asks the node to leave. Any thread. */
    void stop() {
        stop.countDown();
    }

    private Grid join(NodeOptions node) {
        try {
            return joining.apply(node);
        } catch (BadInputException e) {
            throw refused(ExitCode.BAD_INPUT, ErrorCode.CANNOT_LISTEN, e);
        } catch (UnreachableException e) {
            throw refused(ExitCode.NO_NODE, ErrorCode.NO_NODE, e);
        } catch (RefusedException e) {
            throw refused(ExitCode.REFUSED, ErrorCode.NODE_REFUSED, e);
        }
    }

    private static ProblemException refused(ExitCode exit, ErrorCode code, GridException e) {
        return new ProblemException(
                exit.code(), Problem.of(code, String.valueOf(e.getMessage())), "the node was not started");
    }

    private PeerWatch announce(Grid grid, HttpSide http) {
        List<NodeView> nodes = grid.nodes();
        NodeView self = identity.in(nodes)
                .orElseThrow(() -> new IllegalStateException("the grid does not list this node, but " + nodes));
        Map<String, NodeView> peers = identity.peers(nodes);
        boolean alone = peers.isEmpty()
                && (!options.node().join().isEmpty() || options.node().discovery() != null);
        List<String> reasons = alone ? new JoinProbe(options.node(), address(self)).reasons() : List.of();
        if (alone && options.mustJoin()) {
            throw new ProblemException(
                    ExitCode.NO_NODE.code(),
                    Problem.of(ErrorCode.NO_NODE, "no other node answered" + at(reasons))
                            .fixedBy("start the others first, or leave out --must-join"),
                    "the node left again");
        }
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
        Banner banner = new Banner(
                self,
                peers.values(),
                options.node(),
                http.address(),
                Runtime.getRuntime().maxMemory(),
                uptime);
        log.up(banner.lines(), banner.fields());
        if (alone) {
            log.say(
                    Weight.WARN,
                    "alone",
                    "no other node answered" + at(reasons) + "; this node is a grid of its own until one does",
                    Map.of("reasons", reasons));
        }
        if (options.printAddress()) {
            print(String.valueOf(self.address()));
        }
        if (options.printHttpAddress()) {
            print(String.valueOf(http.address()));
        }
        return new PeerWatch(log, identity, nodes);
    }

    private static String at(List<String> reasons) {
        return reasons.isEmpty() ? "" : " at " + String.join(", ", reasons);
    }

    private static HostPort address(NodeView self) {
        return HostPort.of(String.valueOf(self.address()));
    }

    private void print(String address) {
        try {
            out.write((address + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            log.say(Weight.WARN, "stdout", "cannot print the address to stdout: " + e.getMessage(), Map.of());
        }
    }

    /** Looks every second until somebody asks to stop, here or from elsewhere; {@code false} if the node ended otherwise. */
    private boolean watched(Grid grid, PeerWatch watch) {
        String trouble = "";
        try {
            while (!stop.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    List<NodeView> nodes = grid.nodes();
                    watch.look(nodes);
                    if (identity.in(nodes).map(NodeView::draining).orElse(false)) {
                        return true;
                    }
                    trouble = "";
                } catch (GridClosedException e) {
                    // without a cause it was closed, in order
                    return e.getCause() == null;
                } catch (RuntimeException e) {
                    // as between two halves of a split; told once. Not to see others is no reason to end
                    if (!trouble.equals(e.toString())) {
                        log.say(Weight.WARN, "blind", "cannot see the nodes: " + e.getMessage(), Map.of());
                    }
                    trouble = e.toString();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private ExitCode ended() {
        String cause = "the node ended without being asked to; what it held is given to others";
        throw new ProblemException(
                ExitCode.NO_NODE.code(),
                Problem.of(ErrorCode.NODE_ENDED, cause).fixedBy("look at the log above, and start it again"),
                "");
    }
}
