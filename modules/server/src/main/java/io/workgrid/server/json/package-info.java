/** JSON: any value of an item or a result, and requests read field by field. */
@NullMarked
package io.workgrid.server.json;

import org.jspecify.annotations.NullMarked;
