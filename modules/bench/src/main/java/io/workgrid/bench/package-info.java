/** The speed table: the grid beside what users would pick instead, as ratios measured in one run. */
@NullMarked
package io.workgrid.bench;

import org.jspecify.annotations.NullMarked;
