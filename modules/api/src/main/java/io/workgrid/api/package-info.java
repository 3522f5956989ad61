/** What a program holds: a {@link io.workgrid.api.Grid}, its pools, and the handles of its jobs. */
@NullMarked
package io.workgrid.api;

import org.jspecify.annotations.NullMarked;
