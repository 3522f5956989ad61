/** The port to the store, on Hazelcast maps with entry processors. */
@NullMarked
package io.workgrid.hazelcast.store;

import org.jspecify.annotations.NullMarked;
