/** What a grid of several node processes reaches, beside what one would use instead on the same machine. */
@NullMarked
package io.workgrid.bench.cluster;

import org.jspecify.annotations.NullMarked;
