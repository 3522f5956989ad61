/** What a person or a script sees: results on stdout, progress, summary and errors on stderr, and the exit code. */
@NullMarked
package io.workgrid.cli.output;

import org.jspecify.annotations.NullMarked;
