package io.workgrid.bench.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Node processes that were started for a measurement, each with its address; they end with this. For one thread. */
record Nodes(List<Process> processes, List<String> addresses) implements AutoCloseable {

    /** How the n-th node is started, when it is to join the one at an address ({@code ""}: none). It prints its own address. */
    @FunctionalInterface
    interface Starting {
        List<String> command(int number, String first);
    }

    static Nodes start(int count, Starting starting) throws IOException {
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
