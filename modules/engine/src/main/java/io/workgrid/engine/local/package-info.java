/** A grid of one node in this process. */
@NullMarked
package io.workgrid.engine.local;

import org.jspecify.annotations.NullMarked;
