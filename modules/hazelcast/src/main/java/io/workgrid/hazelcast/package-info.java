/** The grid of many machines: the store on Hazelcast, its nodes and its clients. */
@NullMarked
package io.workgrid.hazelcast;

import org.jspecify.annotations.NullMarked;
