package io.workgrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs the launcher of this clone as a process, on the jars that were just packaged. */
record Launched(int exit, String out, String err) {
    static final Path GRID = Path.of(System.getProperty("basedir", "."))
            .resolve("../../grid")
            .toAbsolutePath()
            .normalize();
    private static final long LONGEST_SECONDS = 150;

    static Launched grid(Path dir, String stdin, String... args) throws Exception {
        List<String> line = new ArrayList<>(List.of(GRID.toString()));
        line.addAll(List.of(args));
        return run(dir, stdin, line, Map.of());
    }

    /** With more in the environment. */
    static Launched grid(Path dir, Map<String, String> env, String... args) throws Exception {
        List<String> line = new ArrayList<>(List.of(GRID.toString()));
        line.addAll(List.of(args));
        return run(dir, "", line, env);
    }

    /** In a shell; {@code $GRID} is the launcher. */
    static Launched shell(Path dir, String script) throws Exception {
        return run(dir, "", List.of("bash", "-c", script), Map.of());
    }

    /** In a pseudo-terminal of 100 columns; both streams are in {@code out}. */
    static Launched terminal(Path dir, String script, Map<String, String> env) throws Exception {
        return run(dir, "", List.of("script", "-qec", "stty cols 100 rows 30; " + script, "/dev/null"), env);
    }

    private static Launched run(Path dir, String stdin, List<String> line, Map<String, String> env) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(line).directory(dir.toFile());
        builder.environment().put("GRID", GRID.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TERM", "xterm");
        builder.environment().remove("CI");
        builder.environment().remove("NO_COLOR");
        builder.environment().putAll(env);
        Process process = builder.start();
        CompletableFuture<String> out = read(process.getInputStream());
        CompletableFuture<String> err = read(process.getErrorStream());
        try (var in = process.getOutputStream()) {
            in.write(stdin.getBytes(StandardCharsets.UTF_8));
        }
        boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended).as("%s ended", line).isTrue();
        return new Launched(process.exitValue(), out.get(), err.get());
    }

    /** Each on a thread of its own: the common pool may have only one, and what nobody reads stops its writer. */
    private static CompletableFuture<String> read(InputStream in) {
        return CompletableFuture.supplyAsync(() -> text(in), task -> new Thread(task, "reads").start());
    }

    private static String text(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "unreadable: " + e;
        }
    }
}
