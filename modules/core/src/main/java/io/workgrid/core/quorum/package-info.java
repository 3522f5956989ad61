/** Whether a node that lost sight of others may go on. */
@NullMarked
package io.workgrid.core.quorum;

import org.jspecify.annotations.NullMarked;
