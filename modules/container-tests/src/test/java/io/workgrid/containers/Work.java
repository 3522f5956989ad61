package io.workgrid.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.testkit.container.NodeSetup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.testcontainers.containers.BindMode;
import tools.jackson.databind.JsonNode;

/**
 * The jobs of the scenarios, and what must be true of them afterwards, seen from outside. One counts and returns what is known for each
 * number; the other may run no item twice, and leaves a line in a file, which no node can take back, before it does anything.
 */
final class Work {
    /** Where the nodes see the directory of the witness. */
    static final String WITNESS = "/witness";

    private final GridHttp grid;
    private final Path witness;
    private final byte[] jar = jar();
    private final String sha256 = sha256(jar);

    Work(GridHttp grid, Path witness) {
        this.grid = grid;
        this.witness = witness;
    }

    /** A directory that a container's user may write to. */
    static Path witnessDirectory() {
        try {
            Path directory = Files.createTempDirectory("workgrid-witness");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A node of the grids that are harmed: it leaves within ten seconds, what it keeps two others keep too, and it sees the witness. */
    static NodeSetup node(Path witness) {
        String directory = witness.toString();
        return NodeSetup.DEFAULT
                .withImage(Images.GRID)
                .withEnv("GRID_DRAIN_TIMEOUT", "10s")
                // two nodes are hit at once
                .withEnv("GRID_BACKUPS", "2")
                .withContainer(container -> container.withFileSystemBind(directory, WITNESS, BindMode.READ_WRITE));
    }

    /** Submits the numbers from 0 to be counted; 10 ms each. */
    String counted(int items) {
        String id = id();
        grid.code(sha256, jar);
        grid.submit(id, """
                {"id": "%s", "name": "counted", "task": {"name": "%s", "jars": ["%s"]},
                 "retries": {"max": 5, "initialMs": 100, "maxLost": 1000}, "items": %s}""".formatted(id, CountedTask.class.getName(), sha256, numbers(items)));
        return id;
    }

    /** Submits items that must not run twice; 50 ms each, and a line in the witness before that. */
    String marked(int items) {
        String id = id();
        grid.submit(id, """
                {"id": "%s", "name": "marked", "effect": "unsafe", "items": %s, "task": {"name": "command",
                 "args": {"command": "sh -c 'echo $0 >> %s/%s && sleep 0.05 && echo ran $0' {}"}}}""".formatted(id, numbers(items), WITNESS, id));
        return id;
    }

    /** Submits items of which every tenth fails, each time it is tried; the others print their number. */
    String failing(int items) {
        String id = id();
        grid.submit(id, """
                {"id": "%s", "name": "failing", "effect": "idempotent", "items": %s, "retries": {"max": 1, "initialMs": 10, "maxLost": 1000},
                 "task": {"name": "command", "args": {"command": "sh -c 'test $(($0 %% 10)) -ne 3 && echo $0' {}"}}}""".formatted(id, numbers(items)));
        return id;
    }

    private static String id() {
        return "j-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), Character.MAX_RADIX);
    }

    private static String numbers(int items) {
        return LongStream.range(0, items).mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]"));
    }

    /** Every number was counted once, and has its result in its place. */
    void checkCounted(String id, int items) {
        JsonNode job = grid.awaitEnd(id);
        assertThat(job.path("phase").asString()).as(job.toString()).isEqualTo("FINISHED");
        assertThat(job.path("done").asLong()).as(job.toString()).isEqualTo(items);
        assertThat(job.path("counters").path("items").asLong())
                .as(job.toString())
                .isEqualTo(items);
        assertThat(job.path("counters").path("sum").asLong()).as(job.toString()).isEqualTo(sum(items));
        checkResults(id, items, n -> Long.toString(CountedTask.result(n)));
    }

    private static long sum(long items) {
        return items * (items - 1) / 2;
    }

    private void checkResults(String id, int items, Function<Long, String> wanted) {
        List<JsonNode> rows = grid.results(id);
        assertThat(rows).hasSize(items);
        for (int i = 0; i < items; i++) {
            JsonNode row = rows.get(i);
            assertThat(row.path("index").asInt()).isEqualTo(i);
            assertThat(row.path("outcome").asString()).as(row.toString()).isEqualTo("DONE");
            assertThat(row.path("result").asString()).as(row.toString()).isEqualTo(wanted.apply((long) i));
        }
    }

    /** Every tenth failed, and only those. */
    void checkFailing(String id, int items) {
        JsonNode job = grid.awaitEnd(id);
        List<JsonNode> rows = grid.results(id);
        assertThat(rows).as(job.toString()).hasSize(items);
        for (int i = 0; i < items; i++) {
            JsonNode row = rows.get(i);
            assertThat(row.path("index").asInt()).isEqualTo(i);
            assertThat(row.path("outcome").asString()).as(row.toString()).isEqualTo(i % 10 == 3 ? "FAILED" : "DONE");
        }
        assertThat(job.path("failed").asInt()).as(job.toString()).isEqualTo((items + 6) / 10);
    }

    /** No item ran twice; each ended as DONE, having run, or as UNKNOWN; and the job says how many. Returns those. */
    long checkMarked(String id, int items) {
        JsonNode job = grid.awaitEnd(id);
        Map<String, Long> runs = runs(id);
        assertThat(runs.values()).as("an unsafe item ran twice: " + runs).allMatch(times -> times == 1);
        List<JsonNode> rows = grid.results(id);
        assertThat(rows).as(job.toString()).hasSize(items);
        long unknown = 0;
        for (JsonNode row : rows) {
            switch (row.path("outcome").asString()) {
                case "DONE" -> assertThat(runs).containsKey(row.path("index").asString());
                case "UNKNOWN" -> unknown++;
                default -> throw new AssertionError(row.toString());
            }
        }
        assertThat(job.path("unknown").asLong()).as(job.toString()).isEqualTo(unknown);
        assertThat(job.path("done").asLong()).as(job.toString()).isEqualTo(items - unknown);
        return unknown;
    }

    private Map<String, Long> runs(String id) {
        try {
            return Files.readAllLines(witness.resolve(id)).stream()
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] jar() {
        String name = CountedTask.class.getName().replace('.', '/') + ".class";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream code = Objects.requireNonNull(
                        CountedTask.class.getClassLoader().getResourceAsStream(name));
                JarOutputStream jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(new JarEntry(name));
            code.transferTo(jar);
            jar.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
