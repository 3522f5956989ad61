/** What a user writes: tasks, and what a task is given while it runs. */
@NullMarked
package io.workgrid.api.task;

import org.jspecify.annotations.NullMarked;
