/** Tasks that only make load, to measure and to try a grid with: {@code spin} keeps a core busy, {@code sleep} waits. */
@NullMarked
package io.workgrid.tasks.load;

import org.jspecify.annotations.NullMarked;
