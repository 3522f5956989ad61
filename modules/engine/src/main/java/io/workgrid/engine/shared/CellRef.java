package io.workgrid.engine.shared;

import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.SharedViews;

/**
 * A cell, as its callers know it.
 *
 * @param key where it stands: scope, {@code /}, name, and what tells the parts of an object apart
 * @param name what the object is called, for messages
 * @param kind what it must be
 * @param spec what it is made with; not to be changed
 */
record CellRef(String key, String name, Kind kind, byte[] spec) {
    /** In keys, before what tells the parts of an object apart; no name has it. */
    static final String PART = SharedViews.PART;

    private static final byte[] NONE = {};

    /** The only cell of an object that is made with nothing. */
    static CellRef of(String scope, String name, Kind kind) {
        return of(scope, name, kind, NONE);
    }

    /** The only cell of an object. */
    static CellRef of(String scope, String name, Kind kind, byte[] spec) {
        return new CellRef(scope + "/" + name, name, kind, spec);
    }

    /** For messages. */
    String text() {
        return kind.word() + " \"" + name + "\"";
    }
}
