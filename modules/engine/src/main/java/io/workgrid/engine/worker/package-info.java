/** Running items: attempts, their context, and the worker threads. */
@NullMarked
package io.workgrid.engine.worker;

import org.jspecify.annotations.NullMarked;
