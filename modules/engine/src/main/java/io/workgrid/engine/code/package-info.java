/** The user's code: from what was submitted to a task that can run. */
@NullMarked
package io.workgrid.engine.code;

import org.jspecify.annotations.NullMarked;
