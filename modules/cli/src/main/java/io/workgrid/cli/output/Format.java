package io.workgrid.cli.output;

/** How results are written to stdout ({@code -o}). */
public enum Format {
    /** A result per line; a command's output as it is. */
    TEXT,
    /** Aligned columns. */
    TABLE,
    /** Aligned columns, all of them. */
    WIDE,
    /** One document. */
    JSON,
    /** A record per line. */
    JSONL,
    /** One document. */
    YAML,
    /** With a header. */
    CSV,
    /** Only the items' keys. */
    NAME
}
