package io.workgrid.server.grid;

import io.workgrid.api.Grid;
import io.workgrid.api.JobId;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.view.LockView;
import io.workgrid.api.view.SharedView;
import io.workgrid.server.http.Call;
import io.workgrid.server.http.Fault;
import io.workgrid.server.http.Role;
import io.workgrid.server.http.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shared objects of the grid or of a job: what there is, what is in it, who holds and waits. Any thread. */
public final class ObjectCalls {
    private static final String GRID = "grid";
    private static final long MOST_ENTRIES = 10_000;

    private final Grid grid;

    public ObjectCalls(Grid grid) {
        this.grid = grid;
    }

    /** What is answered. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/shared", Role.VIEW, this::objects),
                new Route("GET", "/api/v1/shared/value", Role.VIEW, this::value),
                new Route("DELETE", "/api/v1/shared", Role.ADMIN, this::remove),
                new Route("GET", "/api/v1/locks", Role.VIEW, this::locks));
    }

    private void objects(Call call) {
        Manager manager = manager(call);
        call.noMoreQueries();
        call.answer(
                200,
                document(
                        "grid.shared/v1",
                        "objects",
                        manager.objects().stream().map(ObjectCalls::object).toList()));
    }

    private void value(Call call) {
        Manager manager = manager(call);
        String name = name(call);
        long limit = call.query("limit", 1_000, 1, MOST_ENTRIES);
        call.noMoreQueries();
        SharedView object = manager.objects().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> none(manager, name));
        Map<String, @Nullable Object> answer = document("grid.value/v1", "object", object(object));
        answer.put("value", value(manager, object, limit));
        answer.put("cut", object.entries() > limit);
        call.answer(200, answer);
    }

    /** What can be shown without taking anything out of it; {@code null}: nothing. */
    private static @Nullable Object value(Manager manager, SharedView object, long limit) {
        String name = object.name();
        return switch (object.kind()) {
            case "counter" -> manager.counter(name).get();
            case "event" -> manager.event(name).isSet();
            case "namespace" -> manager.namespace(name).toMap();
            case "list" ->
                manager.list(name).slice(0, Math.min(limit, manager.list(name).size()));
            case "dict" -> pairs(manager.<Object, Object>dict(name), limit);
            default -> null;
        };
    }

    private static List<List<Object>> pairs(Iterable<Map.Entry<Object, Object>> dict, long limit) {
        List<List<Object>> pairs = new ArrayList<>();
        for (Map.Entry<Object, Object> entry : dict) {
            if (pairs.size() >= limit) {
                break;
            }
            pairs.add(List.of(entry.getKey(), entry.getValue()));
        }
        return pairs;
    }

    private void remove(Call call) {
        Manager manager = manager(call);
        String name = name(call);
        call.noMoreQueries();
        if (!manager.remove(name)) {
            throw none(manager, name);
        }
        call.answer(200, document("grid.removed/v1", "removed", name));
    }

    private void locks(Call call) {
        String scope = call.query("scope");
        call.noMoreQueries();
        List<LockView> locks = scope == null ? grid.locks() : manager(scope).locks();
        call.answer(
                200,
                document(
                        "grid.locks/v1",
                        "locks",
                        locks.stream().map(ObjectCalls::lock).toList()));
    }

    private Manager manager(Call call) {
        String scope = call.query("scope");
        return manager(scope == null ? GRID : scope);
    }

    private Manager manager(String scope) {
        if (scope.equals(GRID)) {
            return grid.manager();
        }
        JobId job = new JobId(scope);
        grid.job(job); // says it if there is none
        return grid.manager(job);
    }

    private static String name(Call call) {
        String name = call.query("name");
        if (name == null) {
            throw Fault.of(Fault.Code.MISSING_FIELD, "name is missing; wanted the name of a shared object");
        }
        return name;
    }

    private static Fault none(Manager manager, String name) {
        return Fault.of(Fault.Code.NO_SUCH_OBJECT, "there is no shared object \"" + name + "\" in " + manager.scope());
    }

    private static Map<String, @Nullable Object> object(SharedView object) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", object.name());
        fields.put("kind", object.kind());
        fields.put("scope", object.scope());
        fields.put("entries", object.entries());
        fields.put("bytes", object.bytes());
        fields.put("created", time(object.createdMillis()));
        fields.put("used", time(object.usedMillis()));
        fields.put("expires", object.expiresMillis() == null ? null : time(object.expiresMillis()));
        return fields;
    }

    private static Map<String, @Nullable Object> lock(LockView lock) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", lock.name());
        fields.put("kind", lock.kind());
        fields.put("scope", lock.scope());
        fields.put("holders", lock.holders().stream().map(ObjectCalls::party).toList());
        fields.put("waiters", lock.waiters().stream().map(ObjectCalls::party).toList());
        fields.put("waiting", lock.waiting());
        fields.put("fence", lock.fence());
        fields.put("deadlock", lock.deadlock());
        return fields;
    }

    private static Map<String, @Nullable Object> party(LockView.Party party) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("owner", party.owner());
        fields.put("node", party.node());
        fields.put("since", time(party.sinceMillis()));
        return fields;
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static Map<String, @Nullable Object> document(String schema, String name, Object value) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("schema", schema);
        document.put(name, value);
        return document;
    }
}
