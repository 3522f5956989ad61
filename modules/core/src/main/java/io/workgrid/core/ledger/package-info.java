/** The ledger of a shard: what is to do, leased, done; the only judge of outcomes. */
@NullMarked
package io.workgrid.core.ledger;

import org.jspecify.annotations.NullMarked;
