package io.workgrid.server.grid;

import io.workgrid.api.GridException;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.NodeView;
import io.workgrid.engine.client.StoreGrid;
import io.workgrid.engine.node.ExchangeTimes;
import io.workgrid.server.http.Role;
import io.workgrid.server.http.Route;
import io.workgrid.server.http.Traffic;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Metrics for Prometheus. Nothing is counted beside the grid: a scrape looks at the jobs and nodes there are, at most once a second; the
 * number of its lines does not depend on theirs. Any thread.
 */
public final class MetricCalls {
    private static final long FRESH_NANOS = 1_000_000_000;

    private final Served served;
    private final Traffic traffic;
    private String text = "";
    private long lookedNanos;

    public MetricCalls(Served served, Traffic traffic) {
        this.served = served;
        this.traffic = traffic;
    }

    /** What is answered. */
    public List<Route> routes() {
        return List.of(new Route(
                "GET",
                "/metrics",
                Role.VIEW,
                call -> call.answer(200, Exposition.TYPE, text().getBytes(StandardCharsets.UTF_8))));
    }

    private synchronized String text() {
        if (text.isEmpty() || System.nanoTime() - lookedNanos > FRESH_NANOS) {
            text = look();
            lookedNanos = System.nanoTime();
        }
        return text;
    }

    private String look() {
        Exposition out = new Exposition();
        try {
            nodes(out, served.grid().nodes());
            jobs(out, served.grid().jobs());
            out.one("workgrid_up", "gauge", "Whether the grid answers this node.", 1);
        } catch (GridException e) {
            // what could be asked stands above
            out.one("workgrid_up", "gauge", "Whether the grid answers this node.", 0);
        }
        if (served.grid() instanceof StoreGrid store) {
            store.exchangeTimes().ifPresent(times -> exchanges(out, times));
        }
        process(out);
        return out.toString();
    }

    private void nodes(Exposition out, List<NodeView> nodes) {
        Optional<NodeView> self = served.self().apply(nodes);
        int workers = self.map(NodeView::workers).orElse(0);
        int busy = self.map(NodeView::busy).orElse(0);
        boolean taking =
                self.isPresent() && !self.get().draining() && self.get().note() == null;
        out.one("workgrid_nodes", "gauge", "Nodes of the grid.", nodes.size());
        out.one("workgrid_node_workers", "gauge", "Workers of this node.", workers);
        out.one("workgrid_node_workers_busy", "gauge", "Workers of this node that run an item.", Math.max(0, busy));
        out.one("workgrid_node_taking", "gauge", "Whether this node takes leases.", taking ? 1 : 0);
        boolean copying = self.isEmpty() || self.get().copying();
        out.one(
                "workgrid_node_copying",
                "gauge",
                "Whether copies of what this node keeps for the grid are still being made.",
                copying ? 1 : 0);
    }

    private static void jobs(Exposition out, List<JobView> jobs) {
        Map<String, Long> phases = new LinkedHashMap<>();
        for (JobPhase phase : JobPhase.values()) {
            phases.put(
                    phase.name(),
                    jobs.stream().filter(job -> job.phase() == phase).count());
        }
        out.each("workgrid_jobs", "gauge", "Jobs the grid knows, by phase.", "phase", phases);
        Map<String, Double> outcomes = new LinkedHashMap<>();
        outcomes.put("DONE", sum(jobs, JobView::done));
        outcomes.put("FAILED", sum(jobs, JobView::failed));
        outcomes.put("UNKNOWN", sum(jobs, JobView::unknown));
        outcomes.put("CANCELLED", sum(jobs, JobView::cancelled));
        out.each("workgrid_items", "gauge", "Items of the jobs the grid knows, by outcome.", "outcome", outcomes);
        out.one("workgrid_items_running", "gauge", "Items that nodes hold.", sum(jobs, JobView::running));
        out.one(
                "workgrid_items_retried",
                "gauge",
                "Attempts that were tried again, of the jobs the grid knows.",
                sum(jobs, JobView::retried));
        out.one(
                "workgrid_items_waiting",
                "gauge",
                "Items that were given and have no outcome, of the jobs the grid knows.",
                sum(jobs, job -> job.items() - job.settled()));
    }

    private static void exchanges(Exposition out, ExchangeTimes times) {
        Map<String, Long> counts = new LinkedHashMap<>();
        times.counts()
                .forEach(each -> counts.put(
                        Double.isInfinite(each.seconds()) ? "+Inf" : Double.toString(each.seconds()), each.count()));
        out.histogram(
                "workgrid_exchange_seconds",
                "How long this node waited for a ledger's answer.",
                counts,
                times.seconds());
    }

    private static double sum(List<JobView> jobs, ToLongFunction<JobView> of) {
        return (double) jobs.stream().mapToLong(of).sum();
    }

    private void process(Exposition out) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        out.one("workgrid_heap_used_bytes", "gauge", "Memory in use.", (double) heap.getUsed());
        out.one("workgrid_heap_max_bytes", "gauge", "Memory that may be used.", (double) heap.getMax());
        out.one(
                "workgrid_threads",
                "gauge",
                "Threads of the process.",
                ManagementFactory.getThreadMXBean().getThreadCount());
        out.one(
                "workgrid_uptime_seconds",
                "gauge",
                "Since the process started.",
                ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
        out.each("workgrid_http_requests_total", "counter", "Requests answered.", "status", traffic.counts());
    }
}
