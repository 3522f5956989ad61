package io.workgrid.hazelcast;

import io.workgrid.api.ClusterProvider;
import io.workgrid.api.ConnectOptions;
import io.workgrid.api.Grid;
import io.workgrid.api.NodeOptions;
import io.workgrid.hazelcast.member.GridClient;
import io.workgrid.hazelcast.member.GridMember;

/** Grids of many machines; found by {@link ClusterProvider#find}. */
public final class Clusters implements ClusterProvider {
    @Override
    public Grid connect(ConnectOptions options) {
        return GridClient.connect(options).grid();
    }

    @Override
    public Grid join(NodeOptions options) {
        return GridMember.start(options).grid();
    }
}
