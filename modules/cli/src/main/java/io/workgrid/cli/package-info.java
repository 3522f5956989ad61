/** The one {@code main}: finds the verb, runs it, turns what it throws into one clear error and an exit code. */
@NullMarked
package io.workgrid.cli;

import org.jspecify.annotations.NullMarked;
