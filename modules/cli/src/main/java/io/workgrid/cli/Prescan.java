package io.workgrid.cli;

import java.util.Set;

/**
 * What has to be known before the command line is parsed, so that its own faults are shown as it asks.
 *
 * @param colour {@code auto}, {@code always} or {@code never}
 * @param json whether output is JSON, and so are faults
 */
record Prescan(String colour, boolean json) {
    private static final Set<String> ENDS = Set.of("--", ":::");

    static Prescan of(String[] args) {
        String colour = "auto";
        String output = "";
        for (int i = 0; i < args.length && !ENDS.contains(args[i]); i++) {
            String next = i + 1 < args.length ? args[i + 1] : "";
            if (args[i].startsWith("--color")) {
                colour = value(args[i], "--color", next);
            } else if (args[i].equals("-o") || args[i].startsWith("--output")) {
                output = value(args[i], args[i].equals("-o") ? "-o" : "--output", next);
            } else if (args[i].startsWith("-o")) {
                output = args[i].substring(2).replaceFirst("^=", "");
            }
        }
        return new Prescan(colour, output.equalsIgnoreCase("json") || output.equalsIgnoreCase("jsonl"));
    }

    private static String value(String arg, String name, String next) {
        return arg.equals(name) ? next : arg.substring(Math.min(arg.length(), name.length() + 1));
    }
}
