package io.workgrid.hazelcast.member;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks nodes in person, from a member or a client. Any thread may use it. */
final class Asking {
    private final IExecutorService executor;

    private Asking(IExecutorService executor) {
        this.executor = executor;
    }

    static Asking of(HazelcastInstance instance) {
        return new Asking(instance.getExecutorService(Control.EXECUTOR));
    }

    /** What one says; {@code null} if it says nothing in time. */
    @Nullable
    Report ask(Member member, Request request, Duration timeout) {
        return ask(List.of(member), request, timeout).get(member);
    }

    /** What they say, all asked at once; who says nothing in time is not in the answer. */
    Map<Member, Report> ask(Collection<Member> members, Request request, Duration timeout) {
        Map<Member, Future<Report>> asked = new LinkedHashMap<>();
        for (Member member : members) {
            try {
                asked.put(member, executor.submitToMember(request, member));
            } catch (RuntimeException e) { // it has left, or we have
                asked.remove(member);
            }
        }
        long end = System.nanoTime() + timeout.toNanos();
        Map<Member, Report> answers = new LinkedHashMap<>();
        asked.forEach((member, future) -> {
            Report report = answer(future, end);
            if (report != null) {
                answers.put(member, report);
            }
        });
        return answers;
    }

    /** What one said; {@code null} if nothing, for whatever reason: it was late, failed, or left while it was asked. */
    static @Nullable Report answer(Future<Report> future, long endNanos) {
        try {
            return future.get(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            // not cancelled: that asks the node itself, and so waits until one that hangs is given up, and then throws
            return null;
        }
    }
}
