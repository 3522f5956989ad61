package io.workgrid.cli.job;

import io.workgrid.api.BadInputException;
import io.workgrid.api.JobSpec.TaskRef;
import io.workgrid.api.task.TaskProvider;
import io.workgrid.cli.output.DidYouMean;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/** Why the grid did not take a task, with a stable code. */
final class TaskFault {
    private TaskFault() {}

    static ProblemException of(BadInputException cause, TaskRef<?, ?> task) {
        String message = String.valueOf(cause.getMessage());
        ErrorCode code = code(message, task);
        Problem problem = Problem.of(code, message);
        boolean missing = code == ErrorCode.UNKNOWN_TASK || code == ErrorCode.CLASS_NOT_FOUND;
        if (missing && task instanceof TaskRef.Named<?, ?> named) {
            problem = problem.fixedBy(DidYouMean.nearest(named.name(), known())
                    .map(name -> "did you mean " + name + "?")
                    .orElse(
                            named.jars().isEmpty()
                                    ? "for a task or class of your own, give its jar: --jar FILE"
                                    : "a class is named with its package; see what is there: jar tf "
                                            + Arguments.quoted(
                                                    named.jars().get(0).toString())));
        }
        return new ProblemException(ExitCode.BAD_INPUT.code(), problem, "nothing was submitted");
    }

    private static List<String> known() {
        List<String> names = new ArrayList<>();
        ServiceLoader.load(TaskProvider.class).forEach(provider -> names.add(provider.name()));
        return names;
    }

    private static ErrorCode code(String message, TaskRef<?, ?> task) {
        if (!(task instanceof TaskRef.Named<?, ?> named)) {
            return ErrorCode.BAD_TASK_ARGUMENT;
        }
        String text = message.toLowerCase(Locale.ROOT);
        if (text.startsWith("no task is named")) {
            return named.jars().isEmpty() || !named.name().contains(".")
                    ? ErrorCode.UNKNOWN_TASK
                    : ErrorCode.CLASS_NOT_FOUND;
        }
        if (text.startsWith("jar ")) {
            return ErrorCode.JAR_UNREADABLE;
        }
        if (text.contains(" needs ") && text.startsWith("class ")) {
            return ErrorCode.CLASS_INCOMPLETE;
        }
        return text.contains("is no task") || text.contains("constructor") || text.contains("threw when it was made")
                ? ErrorCode.NOT_A_TASK
                : ErrorCode.BAD_TASK_ARGUMENT;
    }
}
