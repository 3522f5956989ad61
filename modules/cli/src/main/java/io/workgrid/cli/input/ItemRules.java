package io.workgrid.cli.input;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.Problem.Where;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an item may be.
 *
 * @param mostBytes the longest line, in bytes
 * @param forCommand whether items become arguments of a program, which cannot hold a NUL
 */
record ItemRules(int mostBytes, boolean forCommand) {
    static final int DEFAULT_MOST_BYTES = 10 * 1024 * 1024;

    /** Refuses an item that cannot be used. */
    void check(@Nullable Object item, Where where) {
        if (!forCommand) {
            return;
        }
        if (item instanceof String text && text.indexOf('\0') >= 0) {
            throw Bad.input(Problem.of(ErrorCode.BAD_ITEM, "the item holds a NUL character")
                    .at(where)
                    .because("an argument of a program cannot hold one; with `find -print0` use -0"));
        }
        if (item instanceof Map<?, ?> row) {
            row.values().forEach(value -> check(value, where));
        }
    }

    /** The problem of a line that is too long. */
    Problem tooLong(Where where) {
        return Problem.of(ErrorCode.BAD_ITEM, "the item is longer than " + (mostBytes >> 20) + " MiB")
                .at(where)
                .because("items are kept in memory and sent to workers")
                .fixedBy("put the data into a file and give its path as the item");
    }
}
