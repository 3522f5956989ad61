/** A grid across machines as the command line sees it: over HTTP, by any of its nodes, without a class of Hazelcast. */
@NullMarked
package io.workgrid.cli.remote;

import org.jspecify.annotations.NullMarked;
