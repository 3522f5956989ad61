package io.workgrid.cli.look;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;

/** What is wrong with a command line. */
final class Bad {
    private Bad() {}

    static ProblemException usage(String message) {
        return new ProblemException(ExitCode.USAGE.code(), Problem.of(ErrorCode.BAD_USAGE, message), "");
    }
}
