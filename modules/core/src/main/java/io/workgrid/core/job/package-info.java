/** The life of a job: how it is laid out in shards, and what they are together. */
@NullMarked
package io.workgrid.core.job;

import org.jspecify.annotations.NullMarked;
