package io.workgrid.hazelcast.store;

import io.workgrid.api.JobId;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.engine.page.ResultBlock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many bytes of results were put into blocks and not yet told to a ledger. Any thread may use it. */
final class Written {
    private record Lease(JobId job, long fence, String node) {}

    private final Map<Lease, Long> bytes = new ConcurrentHashMap<>();

    void add(JobId job, ResultBlock block) {
        bytes.merge(new Lease(job, block.head().fence(), block.head().node()), block.size(), Long::sum);
    }

    /** Takes what was written for the reports of an exchange. */
    long take(JobId job, Exchange exchange) {
        long sum = 0;
        for (Exchange.Report report : exchange.reports()) {
            Long mine = bytes.remove(new Lease(job, report.fence(), exchange.node()));
            sum += mine == null ? 0 : mine;
        }
        return sum;
    }
}
