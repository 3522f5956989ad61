/** {@code grid node}: this process as a node of a grid of many machines. Settings, then the run, then what is said of it. */
@NullMarked
package io.workgrid.cli.node;

import org.jspecify.annotations.NullMarked;
