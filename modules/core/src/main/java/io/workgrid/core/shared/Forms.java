package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSource;

/** What all byte forms here have in common. */
final class Forms {
    private Forms() {}

    static void version(ByteSource source, int wanted, String what) {
        int version = source.count();
        if (version != wanted) {
            throw new IllegalArgumentException(what + " has form " + version + "; this version reads " + wanted);
        }
    }
}
