/** One HTTP request and its answer, whatever it is about: routes, faults, limits. */
@NullMarked
package io.workgrid.server.http;

import org.jspecify.annotations.NullMarked;
