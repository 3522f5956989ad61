package io.workgrid.hazelcast.store;

import io.workgrid.engine.store.LostException;

/** Bytes the grid should keep are not there, or not as they were. To submit again brings them back. */
final class DamagedBlobException extends LostException {
    DamagedBlobException(String label, String sha256, String why) {
        super(label + " (sha256 " + sha256 + ") is not to be had from the grid: " + why
                + "; submit again in a minute, that brings it back");
    }
}
