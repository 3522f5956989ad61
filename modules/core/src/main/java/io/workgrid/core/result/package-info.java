/** Outcomes to totals: errors by kind, samples that stay small. */
@NullMarked
package io.workgrid.core.result;

import org.jspecify.annotations.NullMarked;
