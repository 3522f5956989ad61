/** Objects that all painters see: what a {@link io.workgrid.api.shared.Manager} hands out. */
@NullMarked
package io.workgrid.api.shared;

import org.jspecify.annotations.NullMarked;
