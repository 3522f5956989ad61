package io.workgrid.cli;

import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.Tty;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;

/**
 * Loads what the verbs use, so that the launcher can keep it in an archive of classes: a command of the embedded grid is run, a node is asked
 * that has one answer to all, and what those did not need is loaded by name.
 */
final class Rehearsal {
    private static final String ANSWER =
            "{\"id\":\"j-a\",\"name\":\"a\",\"task\":\"a\",\"phase\":\"FINISHED\",\"count\":1,\"sealed\":true,"
                    + "\"done\":1,\"created\":\"2026-01-01T00:00:00Z\",\"ended\":\"2026-01-01T00:00:01Z\",\"counters\":{\"c\":1}}";
    private static final String ALL = "{\"grid\":\"a\",\"jobs\":[" + ANSWER
            + "],\"nodes\":[{\"name\":\"a\",\"workers\":1}],\"errors\":[]," + ANSWER.substring(1);
    private static final Set<String> ROOMS = Set.of("input", "job", "look", "output", "remote", "steer");
    private static final String OURS = "io/workgrid/cli/";

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        try (ServerSocket node = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answers = new Thread(() -> answer(node), "grid-rehearsal");
            answers.setDaemon(true);
            answers.start();
            String address = "127.0.0.1:" + node.getLocalPort();
            play(List.of("run", "--quiet", ":::", "a", "--", "true"));
            play(List.of("jobs"), Map.of("GRID_ADDRESS", address));
            play(List.of("jobs", "--address", address));
            play(List.of("nodes", "-o", "json", "--address", address));
            play(List.of("status", "j-a", "--address", address));
            play(List.of("watch", "j-a", "--address", address));
        }
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (jar.contains("workgrid-cli-")) {
                load(jar);
            }
        }
        System.exit(0);
    }

    private static void play(List<String> line) {
        play(line, Map.of());
    }

    private static void play(List<String> line, Map<String, String> environment) {
        Console real = Tty.console("auto");
        // whatever the environment tells the real ones
        Console console = new Console(real.in(), real.out(), real.err(), real.terminals(), environment);
        Main.run(line, console, new Prescan("auto", false));
    }

    private static void answer(ServerSocket node) {
        byte[] body = ALL.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n";
        while (!node.isClosed()) {
            try (Socket asked = node.accept()) {
                asked.getInputStream().read(new byte[8_192]);
                asked.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
                asked.getOutputStream().write(body);
            } catch (IOException e) {
                // whoever asked sees it
            }
        }
    }

    private static void load(String jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(OURS) && name.endsWith(".class"))
                    .filter(name -> ROOMS.contains(name.substring(OURS.length()).replaceFirst("/.*", "")))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .forEach(Rehearsal::find);
        }
    }

    private static void find(String name) {
        try {
            Class.forName(name, false, Rehearsal.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // an archive without it is slower, and nothing else
        }
    }
}
