/** Who may connect to a member at all: each side proves to the other that it has the grid's key. */
@NullMarked
package io.workgrid.hazelcast.key;

import org.jspecify.annotations.NullMarked;
