package io.workgrid.cli.bench;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Json;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sweep as {@code sweep.csv} and {@code sweep.json}; each file is there whole or not at all. */
final class SweepFiles {
    private final Path directory;

    private SweepFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes sure that the files can be written, before hours are spent on what they shall hold.
     *
     * @throws ProblemException if they cannot
     */
    static SweepFiles in(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, ".sweep", ".tmp"));
        } catch (IOException e) {
            throw unwritable(directory, e, "nothing was run");
        }
        return new SweepFiles(directory);
    }

    /** Writes both and tells their names. */
    List<Path> write(Sweep sweep) {
        return List.of(write("sweep.csv", csv(sweep)), write("sweep.json", json(sweep) + "\n"));
    }

    private Path write(String name, String text) {
        Path target = directory.resolve(name);
        try {
            Path part = Files.createTempFile(directory, "." + name, ".tmp");
            try {
                Files.writeString(part, text);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
            return target;
        } catch (IOException e) {
            throw unwritable(target, e, "the sweep ran; its table is above");
        }
    }

    private static ProblemException unwritable(Path path, IOException e, String aftermath) {
        return new ProblemException(
                ExitCode.BAD_INPUT.code(),
                Problem.of(ErrorCode.OUTPUT_UNWRITABLE, "cannot write " + path)
                        .because(e.getClass().getSimpleName() + ": " + e.getMessage())
                        .fixedBy("--out DIR with a directory you may write to"),
                aftermath);
    }

    static String csv(Sweep sweep) {
        StringBuilder out =
                new StringBuilder("workers,medianSeconds,spreadSeconds,itemsPerSecond,speedUp,efficiency,remark\n");
        for (Row row : sweep.rows()) {
            out.append(String.format(
                    Locale.ROOT,
                    "%d,%.6f,%.6f,%.3f,%.3f,%.4f,%s%n",
                    row.workers(),
                    row.medianNanos() / 1e9,
                    row.spreadNanos() / 1e9,
                    row.itemsPerSecond(),
                    row.speedUp(),
                    row.efficiency(),
                    row.remark()));
        }
        return out.toString().replace("\r", "");
    }

    static String json(Sweep sweep) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("schema", "grid.sweep/v1");
        document.put("task", sweep.setup().task());
        document.put("items", sweep.setup().items());
        document.put("nodes", 1);
        document.put("cores", sweep.setup().cores());
        document.put("repetitions", sweep.setup().repetitions());
        document.put("kneeWorkers", sweep.knee());
        // null where only one worker was measured within the cores
        document.put(
                "serialPart",
                sweep.serialPart().isPresent() ? rounded(sweep.serialPart().getAsDouble(), 5) : null);
        document.put("rows", sweep.rows().stream().map(SweepFiles::row).toList());
        return Json.of(document);
    }

    private static Map<String, Object> row(Row row) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("workers", row.workers());
        values.put("medianMs", rounded(row.medianNanos() / 1e6, 3));
        values.put("spreadMs", rounded(row.spreadNanos() / 1e6, 3));
        values.put("itemsPerSecond", rounded(row.itemsPerSecond(), 3));
        values.put("speedUp", rounded(row.speedUp(), 3));
        values.put("efficiency", rounded(row.efficiency(), 4));
        values.put("remark", row.remark());
        return values;
    }

    private static double rounded(double value, int digits) {
        double scale = Math.pow(10, digits);
        return Math.rint(value * scale) / scale;
    }
}
