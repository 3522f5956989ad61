/** The scaling curve: the production ledger, layout and appetite under simulated nodes, in virtual time. */
@NullMarked
package io.workgrid.bench.scale;

import org.jspecify.annotations.NullMarked;
