/** Our records as bytes on the wire and in the maps. */
@NullMarked
package io.workgrid.hazelcast.wire;

import org.jspecify.annotations.NullMarked;
