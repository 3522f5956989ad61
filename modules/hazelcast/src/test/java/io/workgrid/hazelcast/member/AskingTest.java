package io.workgrid.hazelcast.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.MemberLeftException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AskingTest {
    @Test
    void whoHangsIsNotWaitedFor() {
        FutureTask<Report> hangs = new FutureTask<>(() -> null) {
            @Override
            public boolean cancel(boolean mayInterrupt) {
                // as Hazelcast does: it asks the node, until that is given up
                throw new HazelcastException(new MemberLeftException("has left cluster"));
            }
        };
        assertThat(Asking.answer(hangs, System.nanoTime())).isNull();
    }

    @Test
    void whoLeavesWhileItIsAskedSaysNothing() {
        FutureTask<Report> left = new FutureTask<>(() -> null) {
            @Override
            public Report get(long timeout, TimeUnit unit) {
                // as Hazelcast tells it when a node that hangs is given up
                throw new HazelcastException(new MemberLeftException("has left cluster"));
            }
        };
        assertThat(Asking.answer(left, System.nanoTime())).isNull();
    }
}
