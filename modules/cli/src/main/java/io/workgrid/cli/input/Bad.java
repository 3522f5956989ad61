package io.workgrid.cli.input;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.Problem.Where;
import io.workgrid.cli.output.ProblemException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** How this room says that input is bad. */
final class Bad {
    private Bad() {}

    static ProblemException input(Problem problem) {
        return new ProblemException(ExitCode.BAD_INPUT.code(), problem, "");
    }

    static ProblemException usage(Problem problem) {
        return new ProblemException(ExitCode.USAGE.code(), problem, "nothing was submitted");
    }

    static ProblemException unreadable(String file, String why) {
        return input(Problem.of(ErrorCode.INPUT_UNREADABLE, "cannot read items from " + name(file) + ": " + why));
    }

    static ProblemException unreadable(String file, IOException cause) {
        return unreadable(file, reason(cause));
    }

    static ProblemException notText(Where where) {
        return input(Problem.of(ErrorCode.BAD_ITEM, "the item is not UTF-8 text")
                .at(where)
                .fixedBy("iconv -f latin1 -t utf-8 FILE"));
    }

    static String name(String file) {
        return file.equals("-") ? "stdin" : file;
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
            return "no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof CharacterCodingException) {
            return "not UTF-8 text";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
