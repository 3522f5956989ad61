package io.workgrid.cli.input;

import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where items come from. */
public final class ItemFlags {
    @Option(
            names = {"-a", "--arg-file"},
            paramLabel = "FILE",
            description =
                    "Items from a file: a line each, or rows of .csv/.tsv, or values of .jsonl. Repeatable; - is stdin.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--glob",
            paramLabel = "PATTERN",
            description = "The files that match are the items: 'data/*.csv', 'src/**.java'. Repeatable.")
    private List<String> globs = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What the files and stdin hold: lines, jsonl, csv or tsv. Default: by the file's name.")
    private @Nullable ItemFormat format;

    @Option(
            names = {"-0", "--null"},
            description = "Items end with NUL, as find -print0 writes them.")
    private boolean nulEnds;

    /**
     * Finds and checks the input.
     *
     * @param verb for messages
     * @param inline the items after {@code :::}, or {@code null} if there was none
     * @param dash whether {@code -} was given
     * @param forCommand whether items become arguments of a program
     * @throws io.workgrid.cli.output.ProblemException if there is no input, more than one, or a bad one
     */
    public ItemSource open(
            Console console, String verb, @Nullable List<String> inline, boolean dash, boolean forCommand) {
        List<String> all = new ArrayList<>(files);
        if (dash) {
            all.add("-");
        }
        int kinds = (all.isEmpty() ? 0 : 1) + (globs.isEmpty() ? 0 : 1) + (inline == null ? 0 : 1);
        if (kinds > 1) {
            throw Bad.usage(Problem.of(ErrorCode.BAD_USAGE, "items come from two places; wanted one")
                    .because("-a FILE, --glob PATTERN, ::: ITEM... and - exclude each other"));
        }
        if (nulEnds && format != null && format != ItemFormat.LINES) {
            throw Bad.usage(
                    Problem.of(ErrorCode.BAD_USAGE, "-0 and --format exclude each other; -0 splits plain text"));
        }
        if (inline != null) {
            return Ranges.of(inline);
        }
        if (!globs.isEmpty()) {
            return Globs.of(globs);
        }
        if (all.isEmpty()) {
            if (console.terminals().in()) {
                throw Bad.usage(Problem.of(ErrorCode.NO_INPUT, "no items, and stdin is a terminal")
                        .fixedBy("grid " + verb + " ::: a b c   (or -a FILE, --glob 'data/*', or - to type them)"));
            }
            all.add("-");
        }
        ItemFormat told = nulEnds ? ItemFormat.LINES : format;
        return new Streams(all, console.in(), told, nulEnds, new ItemRules(ItemRules.DEFAULT_MOST_BYTES, forCommand))
                .checked();
    }
}
