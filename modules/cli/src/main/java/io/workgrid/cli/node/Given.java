package io.workgrid.cli.node;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A setting as somebody gave it.
 *
 * @param setting which
 * @param text its value as it was written
 * @param origin what it is called where it was given: {@code --port}, {@code GRID_PORT}, {@code port}
 * @param code the code of a problem with it
 * @param where its line, or {@code null} if it is in no file
 */
record Given(Setting setting, String text, String origin, ErrorCode code, Problem.@Nullable Where where) {

    static Given flag(Setting setting, String text) {
        return new Given(setting, text, setting.flag(), ErrorCode.BAD_USAGE, null);
    }

    static Given variable(Setting setting, String text) {
        return new Given(setting, text, setting.variable(), ErrorCode.BAD_ENVIRONMENT, null);
    }

    static Given line(Setting setting, String text, Problem.Where where) {
        return new Given(setting, text, setting.key(), ErrorCode.BAD_SETTING, where);
    }

    /** The origin with its place, within a sentence. */
    String named() {
        return where == null ? origin : origin + " (" + where + ")";
    }

    /** What is wrong with the value: a text that begins with {@code is}. */
    Problem problem(String wrong) {
        Problem problem = Problem.of(code, origin + " " + wrong);
        if (code == ErrorCode.BAD_ENVIRONMENT && text.matches("\\w+://.*")) {
            problem = problem.because("Kubernetes sets it for a service named grid")
                    .fixedBy("enableServiceLinks: false in the pod's spec, or another name for the service");
        }
        return where == null ? problem : problem.at(where);
    }
}
