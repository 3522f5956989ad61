package io.workgrid.hazelcast;

import io.workgrid.api.Grid;
import io.workgrid.hazelcast.process.Cluster;
import io.workgrid.hazelcast.process.Logs;
import io.workgrid.testkit.ManagerContract;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes, each a process, and two clients, which serve all cases: to connect takes longer than most of them. */
@ExtendWith(Logs.class)
class ClusterManagerContractTest extends ManagerContract {
    private static @Nullable Cluster cluster;
    private static @Nullable Grid one;
    private static @Nullable Grid two;

    @BeforeAll
    static void start() {
        Cluster started = Cluster.of(2, 1);
        cluster = started;
        one = started.connect();
        two = started.connect();
    }

    @AfterAll
    static void end() {
        close(one);
        close(two);
        if (cluster != null) {
            cluster.close();
        }
    }

    private static void close(@Nullable Grid grid) {
        if (grid != null) {
            grid.close();
        }
    }

    @Override
    protected Grid openGrid(int workers) {
        return kept(one);
    }

    @Override
    protected Optional<Grid> openAgain(Grid opened) {
        return Optional.of(kept(two));
    }

    /** The same grid, which a case does not close. */
    private static Grid kept(@Nullable Grid grid) {
        return (Grid) Proxy.newProxyInstance(
                Grid.class.getClassLoader(),
                new Class<?>[] {Grid.class},
                (self, method, given) -> method.getName().equals("close") ? null : invoke(grid, method, given));
    }

    private static @Nullable Object invoke(
            @Nullable Grid grid, java.lang.reflect.Method method, Object @Nullable [] given) throws Throwable {
        try {
            return method.invoke(grid, given);
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
