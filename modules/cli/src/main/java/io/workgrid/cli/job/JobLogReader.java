package io.workgrid.cli.job;

import io.workgrid.api.view.Outcome;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.Problem.Where;
import io.workgrid.cli.output.ProblemException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a job log says was done.
 *
 * @param done items by content
 * @param wholeBytes how much of the log is whole: what follows was torn by the end of the process that wrote it
 */
record JobLogReader(DoneItems done, long wholeBytes) {
    private static final int OUTCOME = 2;
    private static final int HASH = 10;
    private static final int FIELDS = 11;

    /**
     * Reads a log.
     *
     * @param work what is to be done now; a log of other work is refused
     * @param force takes it all the same
     * @return {@code null} if there is none yet, or none that got as far as its first line
     */
    static @Nullable JobLogReader read(Path file, String work, boolean force) {
        if (!Files.exists(file)) {
            return null;
        }
        if (!Files.isRegularFile(file)) {
            throw unusable(file, "it is no file that can be read again", null, null);
        }
        DoneItems done = new DoneItems();
        long whole = 0;
        int number = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    line.write(b);
                    continue;
                }
                number++;
                whole += line.size() + 1L;
                String text = line.toString(StandardCharsets.UTF_8);
                line.reset();
                if (number == 1) {
                    checkWork(file, text, work, force);
                } else if (number > 2) {
                    addLine(file, text, number, done);
                }
            }
        } catch (IOException e) {
            throw unusable(file, String.valueOf(e.getMessage()), null, null);
        }
        return number == 0 ? null : new JobLogReader(done, whole);
    }

    private static void checkWork(Path file, String first, String work, boolean force) {
        if (!first.startsWith(JobLog.MARK)) {
            throw unusable(file, "it is no job log of grid", new Where(file.toString(), 1, 1, first), null);
        }
        String before = first.substring(JobLog.MARK.length());
        if (!before.equals(JobLog.escape(work)) && !force) {
            throw new ProblemException(
                    ExitCode.BAD_INPUT.code(),
                    Problem.of(ErrorCode.JOBLOG_UNUSABLE, "the job log " + file + " belongs to other work")
                            .because("it was written by `" + before + "`, and this is `" + work + "`")
                            .fixedBy(
                                    "give this work its own --joblog, or add --force if the difference does not matter"),
                    "nothing was submitted");
        }
    }

    private static void addLine(Path file, String line, int number, DoneItems done) {
        String[] fields = line.split("\t", -1);
        if (fields.length == FIELDS) {
            try {
                if (Outcome.valueOf(fields[OUTCOME]) == Outcome.DONE) {
                    done.add(ContentHash.parse(fields[HASH]));
                }
                return;
            } catch (IllegalArgumentException e) {
                // falls through to the one message for both
            }
        }
        throw unusable(
                file,
                "a line is damaged",
                new Where(file.toString(), number, 1, line),
                "delete the line; its item runs again");
    }

    private static ProblemException unusable(Path file, String why, @Nullable Where where, @Nullable String fix) {
        Problem problem = Problem.of(
                        ErrorCode.JOBLOG_UNUSABLE, where == null ? "cannot resume from " + file : "cannot resume")
                .because(why)
                .fixedBy(fix);
        return new ProblemException(
                ExitCode.BAD_INPUT.code(), where == null ? problem : problem.at(where), "nothing was submitted");
    }
}
