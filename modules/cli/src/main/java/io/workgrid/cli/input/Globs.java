package io.workgrid.cli.input;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The paths of the regular files that patterns match, sorted within each pattern. As in a shell, hidden files want a dot in the pattern. */
final class Globs implements ItemSource {
    private static final String SPECIAL = "*?[{\\";

    private final List<Object> paths;

    private Globs(List<Object> paths) {
        this.paths = paths;
    }

    /**
     * Finds the files now.
     *
     * @throws io.workgrid.cli.output.ProblemException if a pattern matches nothing
     */
    static Globs of(List<String> patterns) {
        List<Object> all = new ArrayList<>();
        for (String pattern : patterns) {
            List<String> found = find(pattern);
            if (found.isEmpty()) {
                throw Bad.input(Problem.of(ErrorCode.NO_MATCH, "no file matches " + pattern)
                        .because("looked in " + Path.of("").toAbsolutePath()));
            }
            all.addAll(found);
        }
        return new Globs(all);
    }

    private static List<String> find(String pattern) {
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            Path base = base(pattern);
            int deepest = pattern.contains("**")
                    ? Integer.MAX_VALUE
                    : 1 + (int) pattern.chars().filter(c -> c == '/').count();
            if (!Files.isDirectory(base.toString().isEmpty() ? Path.of(".") : base)) {
                return List.of();
            }
            boolean hidden = pattern.startsWith(".") || pattern.contains("/.");
            try (Stream<Path> walk = Files.walk(base.toString().isEmpty() ? Path.of(".") : base, deepest)) {
                return walk.map(path -> base.toString().isEmpty() ? Path.of(".").relativize(path) : path)
                        .filter(matcher::matches)
                        .filter(path -> hidden || !isHidden(base, path))
                        .filter(Files::isRegularFile)
                        .map(Path::toString)
                        .sorted()
                        .toList();
            }
        } catch (PatternSyntaxException | InvalidPathException e) {
            throw Bad.usage(
                    Problem.of(ErrorCode.BAD_USAGE, "pattern " + pattern + " is not understood: " + e.getMessage()));
        } catch (IOException e) {
            throw Bad.unreadable(pattern, e);
        } catch (UncheckedIOException e) {
            throw Bad.unreadable(pattern, String.valueOf(e.getMessage()));
        }
    }

    /** The directory before the first part with a special character; empty for the working directory. */
    private static Path base(String pattern) {
        int special = 0;
        while (special < pattern.length() && SPECIAL.indexOf(pattern.charAt(special)) < 0) {
            special++;
        }
        int slash = pattern.lastIndexOf('/', special - 1);
        return Path.of(slash == 0 ? "/" : pattern.substring(0, Math.max(slash, 0)));
    }

    private static boolean isHidden(Path base, Path path) {
        Path below = base.toString().isEmpty() ? path : base.relativize(path);
        for (Path part : below) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long count() {
        return paths.size();
    }

    @Override
    public Iterator<Object> iterator() {
        return paths.iterator();
    }
}
