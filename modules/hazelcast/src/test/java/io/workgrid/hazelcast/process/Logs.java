package io.workgrid.hazelcast.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** When a test fails, shows what the processes it used have printed meanwhile. Any thread may use it. */
public final class Logs implements BeforeEachCallback, TestWatcher {
    private static final int LINES = 60;
    private static final Map<Path, Long> BEGAN = new LinkedHashMap<>();

    /** For JUnit. */
    public Logs() {}

    static synchronized void opened(Path log) {
        BEGAN.put(log, 0L);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        synchronized (Logs.class) {
            BEGAN.replaceAll((log, began) -> size(log));
        }
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        synchronized (Logs.class) {
            System.out.println("== " + context.getDisplayName() + " failed: " + cause);
            BEGAN.forEach((log, began) -> {
                if (size(log) > began) {
                    System.out.println(tail(log, began));
                }
            });
        }
    }

    private static long size(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines that were printed after a position. */
    static String tail(Path log, long from) {
        try {
            byte[] all = Files.readAllBytes(log);
            int skip = (int) Math.min(from, all.length);
            List<String> lines = new String(all, skip, all.length - skip, StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            int cut = Math.max(0, lines.size() - LINES);
            return "-- " + log + (cut > 0 ? ", last " + LINES + " lines" : "") + "\n"
                    + String.join("\n", lines.subList(cut, lines.size()));
        } catch (IOException e) {
            return "-- " + log + ": " + e;
        }
    }
}
