package io.workgrid.engine.shared;

import io.workgrid.api.view.LockView;
import io.workgrid.api.view.SharedView;
import io.workgrid.core.shared.CellView;
import io.workgrid.core.shared.ChannelOp;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.SharedViews;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What there is in a scope. Any thread may use it. */
final class Inventory {
    private final SharedScope in;
    private final SharedCalls calls;

    Inventory(SharedScope in) {
        this.in = in;
        calls = in.calls();
    }

    private String prefix() {
        return in.scope() + "/";
    }

    List<SharedView> objects() {
        Map<String, Long> expiry = in.scope().equals(SharedHandle.GRID) ? new Expiry(in).all() : Map.of();
        List<SharedView> views = new ArrayList<>();
        for (SharedView view : SharedViews.of(calls.cells(prefix()))) {
            SharedView own = view.kind().equals(Kind.CHANNEL.word()) ? channel(view) : view;
            Long millis = expiry.get(own.name());
            views.add(millis == null ? own : SharedViews.expiring(own, millis));
        }
        return views;
    }

    /** What is in a channel is in the cell of all channels. */
    private SharedView channel(SharedView view) {
        ChannelOp.Look look =
                ChannelOp.look(calls.read(ChannelHandle.house(in.scope(), view.name()), ChannelOp.look(view.name())));
        return new SharedView(
                view.name(),
                view.kind(),
                view.scope(),
                look.size(),
                look.bytes(),
                view.createdMillis(),
                view.usedMillis(),
                view.expiresMillis());
    }

    List<LockView> locks() {
        return calls.locks(in.scope());
    }

    /** First what is known by the name, so that nobody finds the parts any more, then the parts. */
    boolean remove(String name) {
        String key = prefix() + name;
        List<CellView> cells = calls.cells(key).stream()
                .filter(cell -> SharedViews.object(cell.key()).equals(key))
                .toList();
        boolean channel = cells.stream().anyMatch(cell -> cell.kind() == Kind.CHANNEL);
        boolean there = calls.remove(key);
        in.known().lives().keySet().removeIf(each -> each.startsWith(key + CellRef.PART));
        if (in.scope().equals(SharedHandle.GRID)) {
            new Expiry(in).forget(name);
        }
        if (channel) {
            calls.change(ChannelHandle.house(in.scope(), name), null, ChannelOp.remove(name));
        }
        cells.stream().map(CellView::key).filter(each -> !each.equals(key)).forEach(calls::remove);
        return there;
    }
}
