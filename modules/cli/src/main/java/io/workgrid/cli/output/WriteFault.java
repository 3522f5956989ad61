package io.workgrid.cli.output;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** What an {@code IOException} while writing means to a person. */
public final class WriteFault {
    private WriteFault() {}

    /**
     * The problem.
     *
     * @param what as {@code results to stdout}
     * @param exit what to exit with
     */
    public static ProblemException of(IOException cause, String what, ExitCode exit) {
        String reason = reason(cause);
        boolean full = isFull(cause);
        return new ProblemException(
                exit.code(),
                Problem.of(
                        full ? ErrorCode.DISK_FULL : ErrorCode.OUTPUT_UNWRITABLE,
                        "cannot write " + what + ": " + reason),
                "");
    }

    /** Whether the other end of a pipe was closed. */
    static boolean isReaderGone(IOException cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("broken pipe") || message.contains("connection reset");
    }

    private static boolean isFull(IOException cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded");
    }

    private static String reason(IOException cause) {
        if (isFull(cause)) {
            return "no space left on the device";
        }
        if (cause instanceof NoSuchFileException) {
            return "no such directory";
        }
        if (cause instanceof FileSystemException file && file.getReason() == null) {
            return cause.getClass()
                    .getSimpleName()
                    .replace("Exception", "")
                    .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                    .toLowerCase(Locale.ROOT);
        }
        String message = cause instanceof FileSystemException file ? file.getReason() : cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
