package io.workgrid.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The least a Java program must do to run {@code true} for each line on stdin: the floor that {@code grid run} is measured against. */
final class BareLoop {
    private BareLoop() {}

    public static void main(String[] args) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(args[0]));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            List<Future<Integer>> exits = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String item = line;
                exits.add(threads.submit(() -> run(item)));
            }
            for (Future<Integer> exit : exits) {
                if (exit.get() != 0) {
                    throw new IOException("exit code " + exit.get() + " of true; wanted 0");
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    private static int run(String item) throws IOException, InterruptedException {
        return new ProcessBuilder("true", item)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
