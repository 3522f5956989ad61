/** Shared objects of a grid of two nodes, beside Python's manager and Hazelcast's own structures. */
@NullMarked
package io.workgrid.bench.shared;

import org.jspecify.annotations.NullMarked;
