/** A process as a node: its member, how it finds the others, what it sees of their life and death. */
@NullMarked
package io.workgrid.hazelcast.member;

import org.jspecify.annotations.NullMarked;
