/** Shared objects, seen from a program: handles that turn methods into calls to cells, and wait for answers. */
@NullMarked
package io.workgrid.engine.shared;

import org.jspecify.annotations.NullMarked;
