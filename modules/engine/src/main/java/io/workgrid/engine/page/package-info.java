/** Items and results in bulk: pages of items on the way in, blocks of results on the way out. */
@NullMarked
package io.workgrid.engine.page;

import org.jspecify.annotations.NullMarked;
