package io.workgrid.cli.remote;

import io.workgrid.api.view.LockView;
import io.workgrid.api.view.SharedView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shared objects of one scope, asked over HTTP. Any thread may use it. */
public final class RemoteObjects {
    private final RemoteGrid grid;
    private final String scope;

    RemoteObjects(RemoteGrid grid, String scope) {
        this.grid = grid;
        this.scope = scope;
    }

    /**
     * What is in an object.
     *
     * @param object what it is
     * @param value as JSON shows it, a dict as pairs; {@code null}: nothing can be shown without taking it out
     * @param cut whether there is more than was asked for
     */
    public record Content(SharedView object, @Nullable Object value, boolean cut) {}

    /** What its names are unique in: the id of a job, or {@code grid}. */
    public String scope() {
        return scope;
    }

    /** The objects, by name. */
    public List<SharedView> objects() {
        return grid.tree(Request.get("/api/v1/shared?" + inScope())).list("objects", Views::shared);
    }

    /** What is in one, at most that many entries. */
    public Content content(String name, int limit) {
        Tree answer = grid.tree(Request.get(
                "/api/v1/shared/value?" + inScope() + "&limit=" + limit + "&name=" + RemoteGrid.encoded(name)));
        return new Content(Views.shared(Tree.of(answer.value("object"))), answer.value("value"), answer.flag("cut"));
    }

    /** Deletes one. */
    public void remove(String name) {
        String path = "/api/v1/shared?" + inScope() + "&name=" + RemoteGrid.encoded(name);
        grid.tree(new Request("DELETE", path, null, Request.PATIENCE_MILLIS, false));
    }

    /** Those that somebody holds or waits for, those in a deadlock first. */
    public List<LockView> locks() {
        return grid.tree(Request.get("/api/v1/locks?" + inScope())).list("locks", Views::lock);
    }

    private String inScope() {
        return "scope=" + RemoteGrid.encoded(scope);
    }
}
