package io.workgrid.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code grid run} of a program that does nothing, beside tools that start processes. Whole processes, start-up included, on both
 * sides.
 *
 * @param processes how many are started
 * @param rounds that count
 * @param launcher the {@code grid} script
 */
record ProcessLoad(int processes, int rounds, Path launcher) {
    private static final String SLOTS = "2";

    /** Someone who starts processes: with a list of items on stdin. */
    private record Peer(String name, List<String> command, Row.Target target, boolean faster) {}

    List<Row> measure() throws Exception {
        Path items = Files.createTempFile("items", ".txt");
        try {
            Files.writeString(
                    items,
                    IntStream.rangeClosed(1, processes)
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining("\n", "", "\n")));
            List<Row> rows = new java.util.ArrayList<>();
            for (Peer peer : peers()) {
                rows.add(measure(peer, items));
            }
            return rows;
        } finally {
            Files.delete(items);
        }
    }

    private List<Peer> peers() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> loop = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djdk.lang.Process.launchMechanism=VFORK",
                "-cp",
                System.getProperty("java.class.path"),
                BareLoop.class.getName(),
                SLOTS);
        return List.of(
                new Peer("GNU parallel -j2", List.of("parallel", "-j" + SLOTS, "true"), Row.Target.atLeast(6), true),
                new Peer("xargs -P2 -n1", List.of("xargs", "-P" + SLOTS, "-n1", "true"), Row.Target.atMost(1.1), false),
                new Peer("bare ProcessBuilder loop, VFORK, 2 threads", loop, Row.Target.atMost(1.2), false));
    }

    private Row measure(Peer peer, Path items) throws Exception {
        String load = "grid run, " + processes + " x true, 2 workers";
        List<String> grid = List.of(
                launcher.toString(),
                "run",
                "-j",
                SLOTS,
                "-a",
                items.toString(),
                "--progress",
                "none",
                "--",
                "true",
                "{}");
        for (List<String> command : List.of(grid, peer.command())) {
            String program = command.get(0);
            if (!there(program)) {
                return Row.missing(load, peer.name(), program + " is not on this machine", peer.target());
            }
        }
        Rounds times = Rounds.interleaved(
                rounds, Rounds.wall(() -> run(grid, items)), Rounds.wall(() -> run(peer.command(), items)));
        double ratio = times.timeRatio();
        return new Row(
                load,
                Rounds.perSecond(processes, Rounds.median(times.ours())),
                peer.name(),
                Rounds.perSecond(processes, Rounds.median(times.theirs())),
                peer.faster() ? 1 / ratio : ratio,
                peer.target());
    }

    private static boolean there(String program) {
        if (program.contains(File.separator)) {
            return Files.isExecutable(Path.of(program));
        }
        return java.util.Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static void run(List<String> command, Path items) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectInput(items.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException("exit code " + exit + " of " + String.join(" ", command) + "; wanted 0");
        }
    }
}
