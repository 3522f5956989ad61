/** YAML and JSON as a tree that knows the line and column of every key and value. */
@NullMarked
package io.workgrid.cli.batch.tree;

import org.jspecify.annotations.NullMarked;
