package io.workgrid.hazelcast.process;

import com.hazelcast.core.Hazelcast;
import io.workgrid.api.Grid;
import io.workgrid.api.NodeOptions;
import io.workgrid.api.view.NodeView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A node in a process of its own. Says {@code ready NAME ADDRESS} once it is one, answers what it is asked on its input, drains on
 * SIGTERM, and ends at once when its input ends.
 */
final class NodeMain {
    private NodeMain() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> given = Arrays.stream(args)
                .collect(Collectors.toMap(
                        arg -> arg.substring(0, arg.indexOf('=')), arg -> arg.substring(arg.indexOf('=') + 1)));
        NodeOptions options = options(given);
        Grid grid = Grid.join(options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Out.say("draining now");
            grid.close();
            Out.say("drained now");
        }));
        NodeView self = grid.nodes().stream()
                .filter(node -> node.name().startsWith(options.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a node that does not list itself: " + grid.nodes()));
        Out.say("ready " + self.name() + " " + self.address());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            new Thread(() -> answer(grid, words[0], words[1]))
                    .start(); // one that hangs must not keep the others from being asked
        }
        Out.haltWhenAlone();
    }

    private static NodeOptions options(Map<String, String> given) {
        String join = given.get("join");
        return new NodeOptions(
                given.get("name"),
                Integer.parseInt(given.get("workers")),
                given.get("cluster"),
                given.get("bind"),
                Integer.parseInt(given.get("port")),
                join.isEmpty() ? List.of() : List.of(join.split(",")),
                null,
                Map.of(),
                Integer.parseInt(given.get("backups")),
                Integer.parseInt(given.get("quorum")),
                NodeOptions.DEFAULT.heapPercent(),
                Duration.ofSeconds(30),
                TestKey.KEY);
    }

    private static void answer(Grid grid, String asked, String number) {
        String answer;
        try {
            answer = switch (asked) {
                case "nodes" -> grid.nodes().stream().map(NodeMain::line).collect(Collectors.joining("|"));
                case "safe" ->
                    Boolean.toString(Hazelcast.getAllHazelcastInstances().stream()
                            .allMatch(one -> one.getPartitionService().isClusterSafe()));
                default -> "what is " + asked;
            };
        } catch (RuntimeException e) {
            answer = "failed: " + e;
        }
        Out.say("answer" + number + " " + answer.replace('\n', ' '));
    }

    private static String line(NodeView node) {
        return String.join(
                "\t", node.name(), Boolean.toString(node.draining()), node.note() == null ? "" : node.note());
    }
}
