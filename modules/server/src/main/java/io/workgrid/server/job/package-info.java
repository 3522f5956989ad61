/** What the API tells of jobs, and how they are submitted. */
@NullMarked
package io.workgrid.server.job;

import org.jspecify.annotations.NullMarked;
