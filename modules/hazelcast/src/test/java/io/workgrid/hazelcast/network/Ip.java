package io.workgrid.hazelcast.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The {@code ip} command, and its neighbour for packets that are filtered. */
final class Ip {
    private Ip() {}

    /** Runs it; the words of the line are its arguments. */
    static void run(String line) {
        String failure = attempt(line);
        if (!failure.isEmpty()) {
            throw new AssertionError("ip " + line + ": " + failure);
        }
    }

    /** Runs it; returns what it complains about, or nothing. */
    static String attempt(String line) {
        return attempt("ip", line);
    }

    /** Runs {@code iptables}; returns what it complains about, or nothing. */
    static String filter(String line) {
        return attempt("iptables", line);
    }

    private static String attempt(String program, String line) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(line.split(" ")));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "it hangs";
            }
            return process.exitValue() == 0 ? "" : "exit code " + process.exitValue() + " " + said;
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
