package io.workgrid.cli.job;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A command line cut into what is parsed as options and what is taken as it is, since an item or a command's argument may look like an
 * option.
 *
 * @param flags the verb, its options and its own arguments
 * @param items what stands after {@code :::}, or {@code null} if there is none
 * @param command what stands after {@code --}, or {@code null} if there is none; of {@code run} only
 */
public record Arguments(
        List<String> all,
        List<String> flags,
        @Nullable List<String> items,
        @Nullable List<String> command) {
    static final String ITEMS = ":::";
    static final String COMMAND = "--";

    public Arguments {
        all = List.copyOf(all);
        flags = List.copyOf(flags);
    }

    /** Cuts the arguments of the process. */
    public static Arguments of(List<String> args) {
        String verb = verb(args);
        List<String> left = args;
        List<String> command = null;
        int dashes = args.indexOf(COMMAND);
        if (verb.equals("run") && dashes >= 0) {
            command = List.copyOf(args.subList(dashes + 1, args.size()));
            left = args.subList(0, dashes);
        }
        int colons = verb.equals("run") || verb.equals("map") ? left.indexOf(ITEMS) : -1;
        if (colons < 0) {
            return new Arguments(args, left, null, command);
        }
        return new Arguments(
                args, left.subList(0, colons), List.copyOf(left.subList(colons + 1, left.size())), command);
    }

    /** The verb, or an empty text. */
    public String verb() {
        return verb(all);
    }

    private static String verb(List<String> args) {
        return args.stream().filter(arg -> !arg.startsWith("-")).findFirst().orElse("");
    }

    /** The command line that continues from the job log, to be pasted. */
    String resumed() {
        boolean already = flags.contains("--resume");
        StringBuilder line = new StringBuilder("grid");
        for (int i = 0; i < all.size(); i++) {
            line.append(' ').append(quoted(all.get(i)));
            if (i == 0 && !already) {
                line.append(" --resume");
            }
        }
        return line.toString();
    }

    static String quoted(String word) {
        boolean plain = !word.isEmpty()
                && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || "@%+=:,./_-".indexOf(c) >= 0);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** {@link #all} as one text. */
    @Override
    public String toString() {
        return all.stream().map(Arguments::quoted).collect(Collectors.joining(" "));
    }
}
