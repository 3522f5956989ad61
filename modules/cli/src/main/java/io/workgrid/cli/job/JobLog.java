package io.workgrid.cli.job;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.ItemRow;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.cli.output.WriteFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line for each item as it ends, tab-separated: {@value #COLUMNS}. Each line is one write, so that a process that is killed leaves at
 * most one torn line at the end, which the next run drops. Before them a line that says what the work was. For one thread.
 */
final class JobLog implements AutoCloseable {
    static final String MARK = "# grid.joblog/v1\t";
    static final String COLUMNS =
            "index\tkey\toutcome\tattempts\tnode\tworker\tstartedMs\tdurationMs\texit\terror\thash";

    private final Path file;
    private final FileChannel channel;
    private final boolean regular;
    private long end;

    private JobLog(Path file, FileChannel channel, boolean regular) {
        this.file = file;
        this.channel = channel;
        this.regular = regular;
    }

    /**
     * A log that begins anew. One that is there already is kept beside it as {@code FILE.old}.
     *
     * @param work what is done, on one line
     */
    static JobLog create(Path file, String work) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > 0) {
                open(file).close();
                Files.move(file, old(file), StandardCopyOption.REPLACE_EXISTING);
            }
            JobLog log = open(file);
            log.write(MARK + escape(work) + "\n" + COLUMNS + "\n");
            return log;
        } catch (IOException e) {
            throw WriteFault.of(e, "the job log " + file, ExitCode.BAD_INPUT);
        }
    }

    /** Where a log goes that another run with the same name replaces. */
    static Path old(Path file) {
        return file.resolveSibling(file.getFileName() + ".old");
    }

    /**
     * Goes on with a log.
     *
     * @param length how much of it is whole
     */
    static JobLog append(Path file, long length) {
        try {
            JobLog log = open(file);
            log.channel.truncate(length);
            log.end = length;
            return log;
        } catch (IOException e) {
            throw WriteFault.of(e, "the job log " + file, ExitCode.BAD_INPUT);
        }
    }

    private static JobLog open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean regular = Files.isRegularFile(file);
        if (regular && !locked(channel)) {
            channel.close();
            throw new ProblemException(
                    ExitCode.BAD_INPUT.code(),
                    Problem.of(ErrorCode.JOBLOG_UNUSABLE, "the job log " + file + " is in use by another run")
                            .fixedBy("wait for that run to end, or give each run its own --joblog"),
                    "nothing was submitted");
        }
        return new JobLog(file, channel, regular);
    }

    private static boolean locked(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // a file system without locks: nothing can be known there
            return true;
        }
    }

    /** Writes the line of an item. */
    void ended(ItemRow row, ContentHash hash) {
        String line = String.join(
                        "\t",
                        List.of(
                                Long.toString(row.index()),
                                escape(row.key()),
                                row.outcome().name(),
                                Integer.toString(row.attempts()),
                                row.node() == null ? "" : escape(row.node()),
                                row.node() == null ? "" : Integer.toString(row.worker()),
                                row.startedMs() == 0 ? "" : Long.toString(row.startedMs()),
                                Long.toString(row.durationMs()),
                                row.exit() == null ? "" : row.exit().toString(),
                                escape(row.error()),
                                hash.toString()))
                + "\n";
        try {
            write(line);
        } catch (IOException e) {
            throw WriteFault.of(e, "the job log " + file, ExitCode.CANCELLED);
        }
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        long length = bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                if (regular) {
                    channel.write(bytes, end + length - bytes.remaining());
                } else {
                    channel.write(bytes);
                }
            }
            end += length;
        } catch (IOException e) {
            if (regular) {
                channel.truncate(end);
            }
            throw e;
        }
    }

    static String escape(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\\' -> out.append("\\\\");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw WriteFault.of(e, "the job log " + file, ExitCode.CANCELLED);
        }
    }
}
