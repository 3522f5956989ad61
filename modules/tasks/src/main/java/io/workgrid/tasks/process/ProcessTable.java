package io.workgrid.tasks.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The processes of this machine at one moment, zombies left out.
 *
 * @param rows in no order
 */
record ProcessTable(List<Row> rows) {
    private static final Path PROC = Path.of("/proc");
    private static final boolean HAS_PROC = Files.isReadable(PROC.resolve("self/environ"));
    private static final String VARIABLE = ChildProcess.ID_VARIABLE + "=";

    /**
     * One process.
     *
     * @param pid its number
     * @param parent its parent's number, 0 if it has none
     * @param started tells it from another process that got the same number later; empty if not known
     * @param launchId the launch id in its environment, or empty if it has none or may not be looked at
     */
    record Row(long pid, long parent, String started, String launchId) {

        /** A handle on this process and on no later one with its number; empty when it has ended. */
        Optional<ProcessHandle> handle() {
            return ProcessHandle.of(pid).filter(h -> started.isEmpty() || stillThis());
        }

        private boolean stillThis() {
            Stat now = stat(PROC.resolve(Long.toString(pid)));
            return now != null && now.started.equals(started);
        }
    }

    static ProcessTable read() {
        return new ProcessTable(HAS_PROC ? fromProc() : fromHandles());
    }

    private static List<Row> fromHandles() {
        return ProcessHandle.allProcesses()
                .map(h -> new Row(h.pid(), h.parent().map(ProcessHandle::pid).orElse(0L), "", ""))
                .toList();
    }

    private static List<Row> fromProc() {
        List<Row> rows = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path directory : directories) {
                Stat stat = stat(directory);
                if (stat != null) {
                    long pid = Long.parseLong(directory.getFileName().toString());
                    rows.add(new Row(pid, stat.parent, stat.started, launchId(directory)));
                }
            }
        } catch (IOException e) {
            return fromHandles();
        }
        return rows;
    }

    private record Stat(long parent, String started) {}

    /** {@code pid (name) state parent ...}; the name may hold blanks and brackets. The start time is the 22nd field. */
    private static @Nullable Stat stat(Path directory) {
        try {
            String line = Files.readString(directory.resolve("stat"), ISO_8859_1);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", 21);
            boolean dead = fields[0].equals("Z") || fields[0].equals("X");
            return dead ? null : new Stat(Long.parseLong(fields[1]), fields[19]);
        } catch (IOException e) {
            return null; // it ended while we looked
        }
    }

    private static String launchId(Path directory) {
        try {
            String environ = "\0" + new String(Files.readAllBytes(directory.resolve("environ")), ISO_8859_1);
            int at = environ.indexOf("\0" + VARIABLE);
            if (at < 0) {
                return "";
            }
            int from = at + 1 + VARIABLE.length();
            int to = environ.indexOf('\0', from);
            return environ.substring(from, to < 0 ? environ.length() : to);
        } catch (IOException e) {
            return ""; // another user's, or ended
        }
    }
}
