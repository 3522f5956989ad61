/** The verbs that steer the jobs and nodes of a cluster. */
@NullMarked
package io.workgrid.cli.steer;

import org.jspecify.annotations.NullMarked;
