package io.workgrid.cli.batch;

import java.util.List;

/** The keys of a batch file, by the mapping they stand in. The JSON Schema lists the same; a test compares them. */
enum Keys {
    JOB("a job", "name labels needs task items parallelism chunk retries timeout deadline halt priority env output"),
    JOBS("a document with several jobs", "jobs"),
    TASK("task", "kind effect args command shell jar class file method url body"),
    ITEMS("items", "values range glob jsonl lines from key"),
    RETRIES("retries", "max backoff notOn"),
    BACKOFF("backoff", "initial factor max jitter"),
    HALT("halt", "when fail");

    private final String place;
    private final String names;

    Keys(String place, String names) {
        this.place = place;
        this.names = names;
    }

    /** What the mapping is called. */
    String place() {
        return place;
    }

    /** In the order they are explained in. */
    List<String> names() {
        return List.of(names.split(" "));
    }
}
