/** The verbs that run a job: map and run; submitting, following, printing, the job log and resuming from it. */
@NullMarked
package io.workgrid.cli.job;

import org.jspecify.annotations.NullMarked;
