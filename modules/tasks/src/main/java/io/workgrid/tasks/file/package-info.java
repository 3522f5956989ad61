/**
 * Tasks about files: {@code sha256}, {@code lines}. An item is a path on the node that runs it: a text, or a row with a column
 * {@code path} or a single column. A file that cannot be read fails the attempt and may be retried, because it may come; an item that is
 * no path is final.
 */
@NullMarked
package io.workgrid.tasks.file;

import org.jspecify.annotations.NullMarked;
