/** Who may call what: tokens, roles, where a request may come from. */
@NullMarked
package io.workgrid.server.access;

import org.jspecify.annotations.NullMarked;
