package io.workgrid.hazelcast.key;

import java.io.IOException;

/** The other side of a connection did not prove that it has the key. The message says what it did instead. */
public final class KeyRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    KeyRefusedException(String message) {
        super(message);
    }
}
