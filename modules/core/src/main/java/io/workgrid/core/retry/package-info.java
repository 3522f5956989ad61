/** What a failed or lost attempt means. */
@NullMarked
package io.workgrid.core.retry;

import org.jspecify.annotations.NullMarked;
