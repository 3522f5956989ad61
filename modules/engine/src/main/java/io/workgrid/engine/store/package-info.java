/** The port to the store that all parties share, and the store in memory. */
@NullMarked
package io.workgrid.engine.store;

import org.jspecify.annotations.NullMarked;
