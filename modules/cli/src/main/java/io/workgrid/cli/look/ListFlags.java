package io.workgrid.cli.look;

import io.workgrid.cli.output.Format;
import picocli.CommandLine.Option;

/** The options of everything that prints a list or a document. */
final class ListFlags {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table (default), wide, json, jsonl, yaml, csv or name.")
    private Format format = Format.TABLE;

    @Option(
            names = {"-q", "--quiet"},
            description = "Only what a script needs: the names.")
    private boolean quiet;

    Format format() {
        return quiet ? Format.NAME : format;
    }
}
