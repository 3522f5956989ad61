/** Read-only records for looking at jobs, items, nodes and errors. */
@NullMarked
package io.workgrid.api.view;

import org.jspecify.annotations.NullMarked;
