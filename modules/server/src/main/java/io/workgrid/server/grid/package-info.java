/** The grid behind the API, as far as the API must know it. */
@NullMarked
package io.workgrid.server.grid;

import org.jspecify.annotations.NullMarked;
