package io.workgrid.server.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that the server answers.
 *
 * @param method as {@code GET}
 * @param template the path; what stands in braces is taken as it comes
 * @param role who may; {@code null}: everybody
 * @param action what is done
 */
public record Route(
        String method, String template, @Nullable Role role, Action action) {

    /** What is done with a call. Runs on a thread of its own and may wait. */
    public interface Action {
        void run(Call call) throws IOException;
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    /** What the placeholders stand for, if the path is of this template. */
    Optional<Map<String, String>> match(String path) {
        List<String> wanted = segments(template);
        List<String> given = segments(path);
        if (wanted.size() != given.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int n = 0; n < wanted.size(); n++) {
            String name = wanted.get(n);
            if (name.startsWith("{")) {
                values.put(name.substring(1, name.length() - 1), given.get(n));
            } else if (!name.equals(given.get(n))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
