package io.workgrid.testkit;

import io.workgrid.api.Grid;

class LocalManagerContractTest extends ManagerContract {
    @Override
    protected Grid openGrid(int workers) {
        return Grid.local(workers);
    }
}
