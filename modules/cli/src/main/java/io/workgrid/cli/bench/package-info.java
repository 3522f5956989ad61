/** Measuring a grid: {@code grid bench sweep}, the same work with more and more workers. */
@NullMarked
package io.workgrid.cli.bench;

import org.jspecify.annotations.NullMarked;
