package io.workgrid.hazelcast.store;

import java.nio.ByteBuffer;

/**
 * The entry that makes a blob be there; it is written when all parts are.
 *
 * @param upload which upload the parts are of
 * @param parts how many
 * @param bytes of all together
 * @param usedMillis when somebody last wanted it, by his clock
 */
record BlobHead(long upload, int parts, long bytes, long usedMillis) {
    private static final int BYTES = 3 * Long.BYTES + Integer.BYTES;

    static BlobHead of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new BlobHead(in.getLong(), in.getInt(), in.getLong(), in.getLong());
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(upload)
                .putInt(parts)
                .putLong(bytes)
                .putLong(usedMillis)
                .array();
    }

    BlobHead usedAt(long millis) {
        return new BlobHead(upload, parts, bytes, millis);
    }
}
