/** A grid of real nodes in containers, for tests; wants Docker, and Testcontainers on the class path. */
@NullMarked
package io.workgrid.testkit.container;

import org.jspecify.annotations.NullMarked;
