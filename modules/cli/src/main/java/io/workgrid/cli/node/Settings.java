package io.workgrid.cli.node;

import io.workgrid.api.BadInputException;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the settings together: a flag wins over an environment variable, that over the file, that over the default. Every value that was
 * given is checked, also one that another wins over; all problems are told at once. For one thread.
 */
final class Settings {
    static final String CONFIG = "config";

    private final List<Problem> problems = new ArrayList<>();
    private final Map<Setting, Given> effective = new EnumMap<>(Setting.class);
    private final Draft draft = new Draft();

    private Settings() {}

    /**
     * The options of a start.
     *
     * @param config the file that {@code --config} names
     * @throws ProblemException with all that is wrong
     */
    static StartOptions of(Map<Setting, String> flags, Map<String, String> env, @Nullable String config) {
        Settings settings = new Settings();
        String file = config == null ? env.getOrDefault(Setting.variable(CONFIG), "") : config;
        // weakest first: what comes later replaces it
        if (!file.isEmpty()) {
            SettingsFile.read(file, settings.problems).values().forEach(settings::add);
        }
        for (Setting setting : Setting.values()) {
            // compose files pass a variable that is not set on as an empty one
            String text = env.getOrDefault(setting.variable(), "").strip();
            if (!text.isEmpty()) {
                settings.add(Given.variable(setting, text));
            }
        }
        flags.forEach((setting, text) -> settings.add(Given.flag(setting, text)));
        return settings.options();
    }

    /** Whether JSON is asked for, as far as can be said before anything is checked: problems are told in it too. */
    static boolean json(Map<Setting, String> flags, Map<String, String> env) {
        String variable = env.getOrDefault(Setting.LOG.variable(), "").strip();
        return flags.getOrDefault(Setting.LOG, variable).equals("json");
    }

    private void add(Given given) {
        if (given.text().isEmpty() && given.where() != null) {
            return; // told by who read the file
        }
        try {
            Draft alone = new Draft();
            given.setting().apply(alone, given.text());
            alone.options();
            given.setting().apply(draft, given.text());
            effective.put(given.setting(), given);
        } catch (BadInputException e) {
            String message = String.valueOf(e.getMessage());
            problems.add(given.problem(message.substring(message.indexOf(" is ") + 1)));
        } catch (IllegalArgumentException e) {
            problems.add(given.problem(String.valueOf(e.getMessage())));
        }
    }

    private StartOptions options() {
        Given join = effective.get(Setting.JOIN);
        Given discovery = effective.get(Setting.DISCOVERY);
        if (join != null && discovery != null) {
            problems.add(Problem.of(
                            join.code() == discovery.code() ? join.code() : ErrorCode.BAD_SETTING,
                            join.named() + " and " + discovery.named() + " exclude each other")
                    .fixedBy("leave one of them out"));
        } else if (draft.mustJoin && join == null && discovery == null) {
            problems.add(Problem.of(ErrorCode.BAD_SETTING, "must-join needs to know whom: join or discovery")
                    .fixedBy("--join HOST[:PORT]"));
        }
        http();
        if (!problems.isEmpty()) {
            boolean usage = problems.stream().allMatch(problem -> problem.code().equals(ErrorCode.BAD_USAGE.id()));
            throw new ProblemException(
                    (usage ? ExitCode.USAGE : ExitCode.BAD_INPUT).code(), problems, "the node was not started");
        }
        return draft.options();
    }

    /** Who reaches the port and needs no token could run code: that is for this machine alone. */
    private void http() {
        Given bind = effective.get(Setting.HTTP_BIND);
        if (bind != null && draft.tokenFile == null && !HttpSettings.loopback(bind.text())) {
            problems.add(bind.problem(
                            "is \"" + bind.text() + "\", and there are no tokens: whoever reaches it could run code")
                    .fixedBy("--token-file FILE (see `grid node token`), or a loopback address"));
        }
        pair(Setting.TLS_CERT, Setting.TLS_KEY);
        pair(Setting.TLS_KEY, Setting.TLS_CERT);
    }

    /** One is nothing without the other. */
    private void pair(Setting one, Setting other) {
        Given given = effective.get(one);
        if (given != null && !effective.containsKey(other)) {
            problems.add(given.problem("is given, and no " + other.key()).fixedBy(other.flag() + " FILE"));
        }
    }
}
