/** Numbers, texts and blocks as bytes: what states and requests are written in. */
@NullMarked
package io.workgrid.core.bytes;

import org.jspecify.annotations.NullMarked;
