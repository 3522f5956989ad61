/**
 * A program per item: what {@code grid run} and the task {@code command} do. {@link io.workgrid.tasks.command.CommandTask} says what a
 * command sees and what becomes of it.
 */
@NullMarked
package io.workgrid.tasks.command;

import org.jspecify.annotations.NullMarked;
