package io.workgrid.cli.batch;

import io.workgrid.cli.batch.tree.Place;
import io.workgrid.cli.batch.tree.Source;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects all that is wrong with one batch file. For one thread. */
final class Report {
    private final Source source;
    private final List<Problem> problems = new ArrayList<>();

    Report(Source source) {
        this.source = source;
    }

    /** Adds a problem of the file. */
    void add(ErrorCode code, Place place, String message, @Nullable String why, @Nullable String fix) {
        add(Problem.of(code, message).at(source.where(place)).because(why).fixedBy(fix));
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    /** Adds a problem of something that a line of the file names. */
    void addAt(Place place, Problem problem) {
        problems.add(problem.at(source.where(place)));
    }

    int size() {
        return problems.size();
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /** All of them, in the order of their places. */
    List<Problem> problems() {
        return problems.stream()
                .sorted(Comparator.comparingInt(Report::line).thenComparingInt(Report::column))
                .toList();
    }

    private static int line(Problem problem) {
        Problem.Where where = problem.where();
        return where == null ? 0 : where.line();
    }

    private static int column(Problem problem) {
        Problem.Where where = problem.where();
        return where == null ? 0 : where.column();
    }
}
