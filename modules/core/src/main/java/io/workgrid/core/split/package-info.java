/** How many items go into the next chunk. */
@NullMarked
package io.workgrid.core.split;

import org.jspecify.annotations.NullMarked;
