package io.workgrid.engine.worker;

import io.workgrid.api.task.TaskFailureException;
import io.workgrid.api.view.ItemError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what user code threw into an {@link ItemError}, within bounds. */
final class Errors {
    private static final int LONGEST_MESSAGE = 8 * 1024;
    private static final int LONGEST_TRACE = 16 * 1024;
    private static final int LONGEST_DETAIL = 64 * 1024;

    private Errors() {}

    static ItemError of(ItemError.Kind kind, Throwable thrown) {
        boolean permanent = false;
        Map<String, String> details = Map.of();
        if (thrown instanceof TaskFailureException failure) {
            permanent = failure.permanent();
            details = bounded(failure.details());
        }
        return new ItemError(
                kind, types(thrown), message(thrown), cut(trace(thrown), LONGEST_TRACE), permanent, details);
    }

    /** An error that no code threw. */
    static ItemError of(ItemError.Kind kind, String type, String message) {
        return new ItemError(kind, List.of(type), message, "", false, Map.of());
    }

    private static List<String> types(Throwable thrown) {
        List<String> types = new ArrayList<>();
        for (Class<?> type = thrown.getClass(); type != Throwable.class && type != null; type = type.getSuperclass()) {
            types.add(type.getName());
        }
        return types.isEmpty() ? List.of(Throwable.class.getName()) : types;
    }

    private static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null ? "" : cut(message, LONGEST_MESSAGE);
        } catch (RuntimeException e) {
            return "(its getMessage() threw " + e.getClass().getName() + ")";
        }
    }

    private static String trace(Throwable thrown) {
        try {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text, true));
            return text.toString();
        } catch (RuntimeException e) {
            return thrown.getClass().getName() + " (its stack trace could not be printed)";
        }
    }

    private static Map<String, String> bounded(Map<String, String> details) {
        Map<String, String> bounded = new LinkedHashMap<>();
        details.forEach((name, value) -> bounded.put(name, cut(value, LONGEST_DETAIL)));
        return bounded;
    }

    private static String cut(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, most) + "... (" + (text.length() - most) + " more characters)";
    }
}
