package io.workgrid.hazelcast.member;

import io.workgrid.api.GridKey;
import io.workgrid.engine.store.JobSeal;
import org.jspecify.annotations.Nullable;

/** What jobs are signed with in a grid. */
final class Seals {
    private Seals() {}

    /** That of a key; {@code null}: nothing is signed. */
    static @Nullable JobSeal of(@Nullable GridKey key) {
        return key == null ? null : new JobSeal(key.derive("workgrid jobs 1"));
    }
}
