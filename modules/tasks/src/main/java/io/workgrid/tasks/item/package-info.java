/** How a built-in task reads its item: a line of text, or a row of a CSV or JSONL file. */
@NullMarked
package io.workgrid.tasks.item;

import org.jspecify.annotations.NullMarked;
