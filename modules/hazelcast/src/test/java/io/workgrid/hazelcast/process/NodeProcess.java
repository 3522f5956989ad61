package io.workgrid.hazelcast.process;

import io.workgrid.api.NodeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A node of a {@link Cluster} in a JVM of its own. For one thread. */
public final class NodeProcess extends JavaProcess {
    private int asked;

    NodeProcess(NodeOptions options, Path log, List<String> before, String classPath) {
        super(options.name(), log, before, classPath, NodeMain.class, args(options));
    }

    private static List<String> args(NodeOptions options) {
        return List.of(
                "name=" + options.name(),
                "workers=" + options.workers(),
                "cluster=" + options.cluster(),
                "bind=" + options.bind(),
                "port=" + options.port(),
                "join=" + String.join(",", options.join()),
                "backups=" + options.backups(),
                "quorum=" + options.quorum());
    }

    /** Waits until it is a node. */
    public NodeProcess awaitReady() {
        awaitSaid("ready");
        return this;
    }

    /** Whether it has become a node; it may have ended since. */
    public boolean ready() {
        return !said("ready").isEmpty();
    }

    /** Its name in the grid when it started; one that was cut off comes back under another. */
    public String node() {
        return awaitSaid("ready").split(" ")[0];
    }

    /** Where it listens. */
    public String address() {
        return awaitSaid("ready").split(" ")[1];
    }

    /** Whether all copies are where they should be, as this node sees it. */
    public boolean safe() {
        return ask("safe").equals("true");
    }

    /** The nodes as this one sees them. */
    public List<Seen> nodes() {
        return Arrays.stream(ask("nodes").split("\\|"))
                .map(line -> line.split("\t", -1))
                .filter(part -> part.length == 3)
                .map(part -> new Seen(part[0], Boolean.parseBoolean(part[1]), part[2]))
                .toList();
    }

    /**
     * A node as another one sees it.
     *
     * @param node its name
     * @param draining whether it is about to leave
     * @param note why it takes no leases; empty if it does
     */
    public record Seen(String node, boolean draining, String note) {}

    private String ask(String what) {
        String answer = "answer" + asked++;
        tell(what + " " + answer.substring("answer".length()));
        // a node that is cut off may hang in a call to the others for a while; that is an answer too
        boolean answered = Wait.within(
                Duration.ofSeconds(5), () -> !alive() || !said(answer).isEmpty());
        List<String> all = said(answer);
        return answered && !all.isEmpty() ? all.get(0) : "no answer";
    }
}
