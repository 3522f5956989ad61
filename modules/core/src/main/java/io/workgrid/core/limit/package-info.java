/** How much at once. */
@NullMarked
package io.workgrid.core.limit;

import org.jspecify.annotations.NullMarked;
