/** HTTP on a node: the JSON API, health and metrics. */
@NullMarked
package io.workgrid.server;

import org.jspecify.annotations.NullMarked;
