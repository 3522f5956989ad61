/** Grid and pool for those who submit: feeding items, waiting, reading results. */
@NullMarked
package io.workgrid.engine.client;

import org.jspecify.annotations.NullMarked;
