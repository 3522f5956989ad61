package io.workgrid.cli.output;

import io.workgrid.api.view.JobView;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that is shown of a job: results on stdout, progress and summary on stderr, and where both are one terminal, neither in the middle of
 * the other. Rows come from one thread, looks from another.
 */
public final class JobDisplay {
    /** A job that ends sooner shows no progress unless it was asked for. */
    private static final long QUIET_MILLIS = 1_000;
    /** How old a row may get in the buffer while others come. */
    private static final long FLUSH_NANOS = 200_000_000;

    private final Console console;
    private final ProgressMode mode;
    private final boolean quiet;
    private final Screen screen;
    private final ResultOut out;
    private final ResultOut err;
    private final RowWriter rows;
    private final LongUnaryOperator inputIndex;
    private @Nullable Progress progress;
    private long flushedNanos = System.nanoTime();

    /**
     * @param quiet no progress and no summary
     * @param inputIndex from an item's index in the job to its place in the input
     */
    public JobDisplay(Console console, Format format, ProgressMode mode, boolean quiet, LongUnaryOperator inputIndex) {
        this.console = console;
        this.mode = resolve(mode, console);
        this.quiet = quiet;
        this.inputIndex = inputIndex;
        this.screen = new Screen(console.err());
        this.out = new ResultOut(console.out());
        this.err = new ResultOut(new StderrBytes(console.err()));
        this.rows = switch (format) {
            case TEXT -> new TextRows(out, err);
            case TABLE -> new TableRows(out, false);
            case WIDE -> new TableRows(out, true);
            case JSON -> new JsonRows(out, true);
            case JSONL -> new JsonRows(out, false);
            case YAML -> new YamlRows(out);
            case CSV -> new CsvText(out);
            case NAME -> row -> out.line(TextRows.line(row.key()));
        };
    }

    private static ProgressMode resolve(ProgressMode asked, Console console) {
        if (asked != ProgressMode.AUTO) {
            return asked;
        }
        String ci = console.env().getOrDefault("CI", "");
        boolean inCi = !ci.isEmpty() && !ci.equalsIgnoreCase("false") && !ci.equals("0");
        return inCi ? ProgressMode.PLAIN : ProgressMode.AUTO;
    }

    /** Writes the result of an ended item. */
    public void row(ItemRow row) {
        try {
            rows.row(row);
            if (System.nanoTime() - flushedNanos > FLUSH_NANOS) {
                flush();
            }
        } catch (IOException e) {
            throw fault(e);
        }
    }

    /** Nothing is coming for a moment: what was written is let out. */
    public void idle() {
        try {
            flush();
        } catch (IOException e) {
            throw fault(e);
        }
    }

    private void flush() throws IOException {
        flushedNanos = System.nanoTime();
        if (!err.isEmpty() || (console.terminals().out() && !out.isEmpty())) {
            screen.around(() -> {
                boolean shown = console.terminals().out() && !out.isEmpty();
                out.flush();
                boolean said = !err.isEmpty();
                err.flush();
                return said ? err.endedLine() : !shown || out.endedLine();
            });
        } else {
            out.flush();
        }
    }

    private static RuntimeException fault(IOException e) {
        return WriteFault.isReaderGone(e)
                ? new ReaderGoneException()
                : WriteFault.of(e, "results to stdout", ExitCode.CANCELLED);
    }

    /** Shows how the job goes on. */
    public void look(Look look) {
        if (!quiet) {
            if (progress == null) {
                progress = progress(look.job().createdMillis());
            }
            progress.show(look);
        }
    }

    private Progress progress(long start) {
        Terminals terminals = console.terminals();
        return switch (mode) {
            case TTY -> live(start, 0);
            case PLAIN -> new PlainProgress(screen::line, start, 0);
            case JSON -> new JsonProgress(screen::line, start);
            case NONE -> look -> {};
            case AUTO ->
                terminals.live() ? live(start, QUIET_MILLIS) : new PlainProgress(screen::line, start, QUIET_MILLIS);
        };
    }

    private Progress live(long start, long quietMillis) {
        Terminals terminals = console.terminals();
        return new LiveProgress(screen, Tty::columns, terminals.colour(), terminals.errCharset(), start, quietMillis);
    }

    /** Says something that stays on stderr. */
    public void notice(String line) {
        if (!quiet) {
            screen.line(line);
        }
    }

    /** Nothing more comes: writes what stands at the end of the results. */
    public void endResults(JobView job) {
        try {
            rows.end(job);
            flush();
        } catch (IOException e) {
            throw fault(e);
        }
    }

    /** Takes away what does not stay. Safe to call more than once. */
    public void endProgress() {
        if (progress != null) {
            progress.end();
        }
    }

    /** Says how the job ended. */
    public void summary(Look look) {
        endProgress();
        boolean wanted = mode != ProgressMode.JSON && (mode != ProgressMode.NONE || Summary.troubled(look.job()));
        if (wanted && !quiet) {
            new Summary(console.terminals().colour(), ZoneId.systemDefault(), inputIndex)
                    .lines(look)
                    .forEach(screen::line);
        }
    }

    /** What a program wrote to its stderr goes to ours as the bytes it is. */
    private static final class StderrBytes extends OutputStream {
        private final PrintStream err;

        StderrBytes(PrintStream err) {
            this.err = err;
        }

        @Override
        public void write(int b) {
            err.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            err.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            err.flush();
        }
    }
}
