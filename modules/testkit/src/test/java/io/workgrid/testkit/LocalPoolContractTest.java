package io.workgrid.testkit;

import io.workgrid.api.Grid;

class LocalPoolContractTest extends PoolContract {
    @Override
    protected Grid openGrid(int workers) {
        return Grid.local(workers);
    }
}
