package io.workgrid.hazelcast.store;

import io.workgrid.api.JobId;

/** The names under which things stand in the maps. */
final class Keys {
    private static final char SHARD = '/';
    private static final char INDEX = '#';

    private Keys() {}

    static String shard(JobId job, int shard) {
        return job.text() + SHARD + shard;
    }

    static String index(JobId job, long first) {
        return job.text() + INDEX + first;
    }

    /** The job a key belongs to: what stands before the separator, which no id contains. */
    static String job(String key) {
        for (int n = 0; n < key.length(); n++) {
            if (key.charAt(n) == SHARD || key.charAt(n) == INDEX) {
                return key.substring(0, n);
            }
        }
        return key;
    }

    static int shardOf(String key) {
        return Integer.parseInt(key.substring(key.indexOf(SHARD) + 1));
    }
}
