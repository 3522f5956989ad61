/** The verbs that look at a cluster and its jobs. */
@NullMarked
package io.workgrid.cli.look;

import org.jspecify.annotations.NullMarked;
