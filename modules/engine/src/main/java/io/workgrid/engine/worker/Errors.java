package io.workgrid.engine.worker;

import io.workgrid.api.task.TaskFailureException;
import io.workgrid.api.view.ItemError;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what user code threw into an {@link ItemError}, within bounds. */
final class Errors {
    private static final int LONGEST_MESSAGE = 8 * 1024;
    private static final int LONGEST_TRACE = 16 * 1024;
    private static final int LONGEST_DETAIL = 64 * 1024;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_DETAILS = 100;

    private Errors() {}

    static ItemError of(ItemError.Kind kind, Throwable thrown) {
        boolean permanent = false;
        Map<String, String> details = Map.of();
        if (thrown instanceof TaskFailureException failure) {
            permanent = failure.permanent();
            details = bounded(failure.details());
        }
        return new ItemError(kind, types(thrown), message(thrown), trace(thrown), permanent, details);
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
        } catch (Throwable e) { // user code
            return "(its getMessage() threw " + e.getClass().getName() + ")";
        }
    }

    private static String trace(Throwable thrown) {
        try {
            BoundedText text = new BoundedText(LONGEST_TRACE);
            thrown.printStackTrace(new PrintWriter(text, true));
            return text.text();
        } catch (Throwable e) { // user code
            return thrown.getClass().getName() + " (its stack trace could not be printed)";
        }
    }

    private static Map<String, String> bounded(Map<String, String> details) {
        Map<String, String> bounded = new LinkedHashMap<>();
        details.entrySet().stream()
                .limit(MOST_DETAILS)
                .forEach(each -> bounded.put(cut(each.getKey(), LONGEST_NAME), cut(each.getValue(), LONGEST_DETAIL)));
        return bounded;
    }

    /** Keeps the beginning and counts the rest: a chain of causes may be far longer than what is kept of it. */
    private static final class BoundedText extends Writer {
        private final StringBuilder kept = new StringBuilder();
        private final int most;
        private long left;

        BoundedText(int most) {
            this.most = most;
        }

        @Override
        public void write(char[] characters, int from, int count) {
            int fits = Math.min(count, most - kept.length());
            kept.append(characters, from, fits);
            left += count - fits;
        }

        String text() {
            return left == 0 ? kept.toString() : kept + "... (" + left + " more characters)";
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static String cut(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, most) + "... (" + (text.length() - most) + " more characters)";
    }
}
