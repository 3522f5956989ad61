/** Contracts to extend: what every grid must do, wherever its workers run. */
@NullMarked
package io.workgrid.testkit;

import org.jspecify.annotations.NullMarked;
