package io.workgrid.cli.remote;

import io.workgrid.cli.output.DidYouMean;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file of profiles: {@code key = value} lines, each profile behind {@code [its name]}; what stands before the first name is the
 * profile {@value #DEFAULT}. Lines that begin with {@code #} are remarks.
 */
final class Profiles {
    static final String DEFAULT = "default";
    private static final List<String> KEYS = List.of("address", "token", "token-file", "tls-ca");

    private final Path file;
    private final Map<String, Map<String, String>> profiles = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Profiles(Path file) {
        this.file = file;
        profiles.put(DEFAULT, new LinkedHashMap<>());
    }

    /** Where the file is by the environment. */
    static Path file(Map<String, String> env) {
        String config = env.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = config.isEmpty() ? Path.of(env.getOrDefault("HOME", "."), ".config") : Path.of(config);
        return base.resolve("workgrid").resolve("config");
    }

    /** Reads the file; none is the same as an empty one. */
    static Profiles read(Path file) {
        Profiles read = new Profiles(file);
        if (!Files.exists(file)) {
            return read;
        }
        try {
            read.lines(Files.readAllLines(file));
        } catch (IOException e) {
            read.problems.add(Problem.of(ErrorCode.CONFIG_UNREADABLE, "cannot read profiles from " + file)
                    .because(e.getClass().getSimpleName() + ": " + e.getMessage()));
        }
        if (!read.problems.isEmpty()) {
            throw new ProblemException(ExitCode.USAGE.code(), read.problems, "");
        }
        return read;
    }

    private void lines(List<String> lines) {
        String profile = DEFAULT;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                profile = line.substring(1, line.length() - 1).strip();
                profiles.computeIfAbsent(profile, name -> new LinkedHashMap<>());
                continue;
            }
            entry(profile, line, new Problem.Where(file.toString(), i + 1, 1, lines.get(i)));
        }
    }

    private void entry(String profile, String line, Problem.Where where) {
        int equals = line.indexOf('=');
        String key = equals < 0 ? line : line.substring(0, equals).strip();
        Map<String, String> settings = profiles.getOrDefault(profile, new LinkedHashMap<>());
        if (!KEYS.contains(key)) {
            problems.add(Problem.of(ErrorCode.UNKNOWN_SETTING, "a profile has no setting `" + key + "`")
                    .at(where)
                    .because(DidYouMean.ask(key, KEYS, "known: " + String.join(", ", KEYS))));
        } else if (equals < 0 || line.substring(equals + 1).isBlank()) {
            problems.add(Problem.of(ErrorCode.BAD_SETTING, "setting `" + key + "` has no value")
                    .at(where)
                    .because("wanted " + key + " = ..."));
        } else if (settings.putIfAbsent(key, line.substring(equals + 1).strip()) != null) {
            problems.add(Problem.of(
                            ErrorCode.SETTING_TWICE, "setting `" + key + "` stands twice in profile `" + profile + "`")
                    .at(where));
        }
    }

    /** The settings of a profile. */
    Map<String, String> get(String name) {
        Map<String, String> found = profiles.get(name);
        if (found == null) {
            throw new ProblemException(
                    ExitCode.USAGE.code(),
                    Problem.of(ErrorCode.NO_SUCH_PROFILE, "no profile `" + name + "` in " + file)
                            .because(DidYouMean.ask(
                                    name, profiles.keySet(), "known: " + String.join(", ", profiles.keySet()))),
                    "");
        }
        return found;
    }

    /** A file named in a profile: {@code ~} is the home, and a relative name is one beside the file of profiles. */
    Path path(String value, Map<String, String> env) {
        if (value.startsWith("~/")) {
            return Path.of(env.getOrDefault("HOME", "."), value.substring(2));
        }
        Path beside = file.resolveSibling(value);
        return beside.normalize();
    }
}
