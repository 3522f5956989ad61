/** A grid of many nodes in one thread and from one seed, around the production ledger. */
@NullMarked
package io.workgrid.testkit.sim;

import org.jspecify.annotations.NullMarked;
