package io.workgrid.cli.batch;

import java.util.List;

/**
 * What stands in a batch file, once nothing is wrong with its text.
 *
 * @param file the name as the user wrote it
 * @param jobs each behind the jobs it needs, else in the order they were written; at least one
 */
record BatchFile(String file, List<JobEntry> jobs) {
    BatchFile {
        jobs = List.copyOf(jobs);
    }
}
