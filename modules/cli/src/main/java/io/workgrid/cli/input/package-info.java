/** Where items come from: lists, ranges, files, patterns and stdin; read lazily, and told apart by line and column when they are bad. */
@NullMarked
package io.workgrid.cli.input;

import org.jspecify.annotations.NullMarked;
