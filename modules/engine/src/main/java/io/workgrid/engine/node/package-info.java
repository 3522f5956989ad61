/** A node: its workers, the exchanges with the ledgers, and what it does when told to stop. */
@NullMarked
package io.workgrid.engine.node;

import org.jspecify.annotations.NullMarked;
