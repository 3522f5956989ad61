/** Values as bytes: what travels between the submitting side, the store and the workers. */
@NullMarked
package io.workgrid.engine.codec;

import org.jspecify.annotations.NullMarked;
