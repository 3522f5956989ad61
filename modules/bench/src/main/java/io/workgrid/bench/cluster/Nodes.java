package io.workgrid.bench.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Node processes that were started for a measurement, each with its address; they end with this. For one thread. */
public record Nodes(List<Process> processes, List<String> addresses) implements AutoCloseable {

    /** How the n-th node is started, when it is to join the one at an address ({@code ""}: none). It prints its own address. */
    @FunctionalInterface
    public interface Starting {
        List<String> command(int number, String first);
    }

    /** Nodes of a grid, as a user starts them. */
    public static Starting grid(Path root, String cluster, int workers) {
        return (number, first) -> {
            List<String> command = new ArrayList<>(List.of(
                    root.resolve("grid").toString(),
                    "node",
                    "start",
                    "--name",
                    "n" + number,
                    "--cluster",
                    cluster,
                    "--workers",
                    Integer.toString(workers),
                    "--print-address"));
            if (!first.isEmpty()) {
                command.addAll(List.of("--join", first));
            }
            return command;
        };
    }

    /** A program with the class path of this one, that takes its port and the address of the first. */
    public static Starting program(Class<?> main, int port) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return (number, first) -> {
            List<String> command = new ArrayList<>(List.of(
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName(),
                    Integer.toString(port + number)));
            if (!first.isEmpty()) {
                command.add(first);
            }
            return command;
        };
    }

    /** Starts so many, each when the one before is up. */
    public static Nodes start(int count, Starting starting) throws IOException {
        Nodes nodes = new Nodes(new ArrayList<>(), new ArrayList<>());
        for (int n = 0; n < count; n++) {
            String first = nodes.addresses.isEmpty() ? "" : nodes.addresses.get(0);
            Process process = new ProcessBuilder(starting.command(n, first))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            nodes.processes.add(process);
            BufferedReader said = process.inputReader();
            String address = said.readLine();
            if (address == null) {
                nodes.close();
                throw new IOException("a node ended before it was up: " + starting.command(n, first));
            }
            nodes.addresses.add(address.strip());
        }
        return nodes;
    }

    @Override
    public void close() {
        processes.forEach(process -> process.toHandle().destroy());
        processes.forEach(process -> process.onExit().join());
    }
}
