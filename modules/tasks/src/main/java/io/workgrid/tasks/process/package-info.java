/**
 * Runs one program to its end: launch, what it prints, and a kill that reaches every process it started. {@link
 * io.workgrid.tasks.process.ChildProcess} is the door.
 *
 * <p>One thread does it all, the caller's. It looks into both pipes between waits for the exit, which costs a short program nothing (no
 * drain thread is started or woken), cannot deadlock on a full pipe, can always be interrupted, and does not depend on the end of a pipe
 * that a background process may keep open for ever.
 *
 * <p>The JDK cannot make process groups. Instead each launch has an id of its own in the environment ({@code GRID_ATTEMPT_ID}), which
 * every descendant inherits; a kill looks for it in {@code /proc}, and for children of what it found, until nothing is left. So a
 * descendant is found even when its parent is gone or it has a session of its own. It escapes only if it lost both: parent and
 * environment. Without {@code /proc} only descendants by parent are found.
 */
@NullMarked
package io.workgrid.tasks.process;

import org.jspecify.annotations.NullMarked;
