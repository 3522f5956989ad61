package io.workgrid.api.shared;

import java.io.Serializable;

/**
 * A handle of an object that the grid keeps: a name, and the way to the grid. {@link Manager} says what holds for all of them.
 *
 * <p>A handle can be captured by a task, be an item or a result, and be a value in another shared object: what is sent is the name, and what
 * comes back is a handle of the same object. Two handles are equal if they name the same object.
 */
public interface SharedObject extends Serializable {

    /** The object's name, unique in its scope. */
    String name();

    /** What its name is unique in: the id of a job, or {@code grid}. */
    String scope();
}
