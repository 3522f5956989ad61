package io.workgrid.cli.node;

import io.workgrid.cli.output.DidYouMean;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A properties file of settings: keys are the long names of the flags. UTF-8. For one thread. */
final class SettingsFile {
    private final String file;
    private final List<Problem> problems;
    private final Map<Setting, Given> given = new EnumMap<>(Setting.class);

    private SettingsFile(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** What stands in the file; what is wrong with it is added to the problems. */
    static Map<Setting, Given> read(String file, List<Problem> problems) {
        SettingsFile settings = new SettingsFile(file, problems);
        try {
            settings.lines(Files.readAllLines(Path.of(file)));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(Problem.of(ErrorCode.CONFIG_UNREADABLE, "cannot read settings from " + file)
                    .because(e.getClass().getSimpleName() + ": " + e.getMessage()));
        }
        return settings.given;
    }

    private void lines(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            int first = i;
            List<String> whole = new ArrayList<>(List.of(lines.get(i)));
            while (goesOn(lines.get(i)) && i + 1 < lines.size()) {
                i++;
                whole.add(lines.get(i));
            }
            entry(String.join("\n", whole), first + 1, lines.get(first));
        }
    }

    /** An odd number of backslashes at its end, and no comment. */
    private static boolean goesOn(String line) {
        String end = line.replaceFirst(".*?(\\\\*)$", "$1");
        return end.length() % 2 == 1 && !line.stripLeading().matches("[#!].*");
    }

    /** The JDK reads the one entry, so that escapes are as everywhere; only it would not tell the line. */
    private void entry(String text, int line, String shown) {
        Properties one = new Properties();
        int column = shown.length() - shown.stripLeading().length() + 1;
        Problem.Where where = new Problem.Where(file, line, column, shown);
        try {
            one.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(
                    Problem.of(ErrorCode.BAD_SETTING, "bad escape").at(where).because(String.valueOf(e.getMessage())));
        }
        one.forEach((key, value) ->
                setting(String.valueOf(key), String.valueOf(value).strip(), where));
    }

    private void setting(String key, String value, Problem.Where where) {
        Optional<Setting> known = Setting.byKey(key);
        if (known.isEmpty()) {
            String all = "known: " + String.join(", ", Setting.keys());
            problems.add(Problem.of(ErrorCode.UNKNOWN_SETTING, "unknown setting `" + key + "`")
                    .at(where)
                    .because(DidYouMean.ask(key, Setting.keys(), "not one of them"))
                    .fixedBy(all));
            return;
        }
        Given before = given.putIfAbsent(known.get(), Given.line(known.get(), value, where));
        if (before != null && before.where() != null) {
            problems.add(Problem.of(ErrorCode.SETTING_TWICE, "setting `" + key + "` stands there twice")
                    .at(where)
                    .because("first in line " + before.where().line()));
        } else if (value.isEmpty()) {
            problems.add(Problem.of(ErrorCode.BAD_SETTING, "setting `" + key + "` has no value")
                    .at(where)
                    .because("leave the line out for the default"));
        }
    }
}
