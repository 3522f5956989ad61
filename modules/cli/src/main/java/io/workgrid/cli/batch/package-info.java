/** Batch files: read, checked, explained and run ({@code grid validate}, {@code init}, {@code submit}). */
@NullMarked
package io.workgrid.cli.batch;

import org.jspecify.annotations.NullMarked;
