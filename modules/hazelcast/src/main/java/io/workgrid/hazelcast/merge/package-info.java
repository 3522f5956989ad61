/** Which side of a split network joins the other when they meet again. */
@NullMarked
package io.workgrid.hazelcast.merge;

import org.jspecify.annotations.NullMarked;
