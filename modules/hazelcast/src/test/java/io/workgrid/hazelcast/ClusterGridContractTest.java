package io.workgrid.hazelcast;

import io.workgrid.api.Grid;
import io.workgrid.hazelcast.process.Logs;
import io.workgrid.testkit.GridContract;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Logs.class)
class ClusterGridContractTest extends GridContract {
    private final SharedClusters clusters = new SharedClusters();

    @Override
    protected Grid openGrid(int workers) {
        return clusters.open(workers);
    }

    @Override
    protected Optional<Grid> openAgain(Grid closed) {
        return clusters.openAgain(closed);
    }
}
