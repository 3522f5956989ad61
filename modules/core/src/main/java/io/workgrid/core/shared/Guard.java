package io.workgrid.core.shared;

/**
 * A condition on a change: that nobody has taken the lock after whoever makes it. A cell that has heard of a higher fence refuses.
 *
 * @param lock the key of the lock
 * @param fence the number of the grant under which the change is made
 */
public record Guard(String lock, long fence) {}
