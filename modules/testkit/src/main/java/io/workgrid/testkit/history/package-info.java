/** Histories of concurrent calls, and whether there is an order of them in which one object after the other could have answered so. */
@NullMarked
package io.workgrid.testkit.history;

import org.jspecify.annotations.NullMarked;
