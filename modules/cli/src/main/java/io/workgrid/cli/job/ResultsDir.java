package io.workgrid.cli.job;

import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.ItemRow;
import io.workgrid.cli.output.Json;
import io.workgrid.cli.output.WriteFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A directory for each item: {@code INDEX-KEY/} with {@code stdout} and {@code stderr} of a program, or {@code result}, and {@code
 * item.json} with what happened. The key is cut and stripped of everything that could mean something in a path.
 */
final class ResultsDir {
    private static final int LONGEST_KEY = 80;

    private final Path dir;

    private ResultsDir(Path dir) {
        this.dir = dir;
    }

    static ResultsDir create(Path dir) {
        try {
            Files.createDirectories(dir);
            return new ResultsDir(dir);
        } catch (IOException e) {
            throw WriteFault.of(e, "results to " + dir, ExitCode.BAD_INPUT);
        }
    }

    void ended(ItemRow row) {
        Path item = dir.resolve(row.index() + "-" + safe(row.key()));
        try {
            Files.createDirectories(item);
            ItemRow.Printed printed = row.printed();
            if (printed != null) {
                Files.write(item.resolve("stdout"), printed.out());
                Files.write(item.resolve("stderr"), printed.err());
            } else if (row.result() != null) {
                Files.writeString(item.resolve("result"), text(row.result()), StandardCharsets.UTF_8);
            }
            Files.writeString(item.resolve("item.json"), Json.of(facts(row)) + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw WriteFault.of(e, "results to " + item, ExitCode.CANCELLED);
        }
    }

    private static String text(Object result) {
        return result instanceof String string ? string : Json.of(result) + "\n";
    }

    private static Map<String, @Nullable Object> facts(ItemRow row) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("index", row.index());
        facts.put("key", row.key());
        facts.put("outcome", row.outcome().name());
        facts.put("attempts", row.attempts());
        facts.put("startedMs", row.startedMs());
        facts.put("durationMs", row.durationMs());
        facts.put("exit", row.exit());
        facts.put("error", row.error());
        return facts;
    }

    static String safe(String key) {
        String plain = key.replaceAll("[^A-Za-z0-9._-]+", "_");
        return plain.length() <= LONGEST_KEY ? plain : plain.substring(0, LONGEST_KEY);
    }
}
