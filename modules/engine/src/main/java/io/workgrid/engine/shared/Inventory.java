package io.workgrid.engine.shared;

import io.workgrid.api.view.LockView;
import io.workgrid.api.view.SharedView;
import io.workgrid.core.shared.CellView;
import io.workgrid.core.shared.ChannelOp;
import io.workgrid.core.shared.HeadOp;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.SharedViews;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        return calls.locks().stream()
                .filter(view -> view.scope().equals(in.scope()))
                .toList();
    }

    /**
     * First what is known by the name, so that nobody finds the parts any more, then the parts. Those are looked for afterwards: one that
     * was begun before is among them, and whoever begins one later takes it back. The next life of the object, which may have begun
     * already, is left alone.
     */
    boolean remove(String name) {
        String key = prefix() + name;
        List<CellView> before = cells(key);
        Set<String> lives = lives(name, before);
        boolean there = calls.remove(key);
        in.known().lives().keySet().removeIf(each -> each.startsWith(key + CellRef.PART));
        if (in.scope().equals(SharedHandle.GRID)) {
            new Expiry(in).forget(name);
        }
        if (before.stream().anyMatch(cell -> cell.kind() == Kind.CHANNEL)) {
            calls.change(ChannelHandle.house(in.scope(), name), null, ChannelOp.remove(name));
        }
        cells(key).stream()
                .map(CellView::key)
                .filter(each -> lives.contains(life(each)))
                .forEach(calls::remove);
        return there;
    }

    /** All cells of an object. */
    private List<CellView> cells(String key) {
        return calls.cells(key).stream()
                .filter(cell -> SharedViews.object(cell.key()).equals(key))
                .toList();
    }

    /** The lives of an object of which there are parts, or may be any moment. */
    private Set<String> lives(String name, List<CellView> cells) {
        String key = prefix() + name;
        Set<String> lives = new HashSet<>();
        in.known().lives().forEach((each, life) -> {
            if (each.startsWith(key + CellRef.PART)) {
                lives.add(life);
            }
        });
        for (CellView cell : cells) {
            if (cell.kind() == Kind.DICT) {
                lives.add(HeadOp.head(calls.read(in.cell(name, Kind.DICT), HeadOp.look()))
                        .life());
            } else if (!cell.key().equals(key)) {
                lives.add(life(cell.key()));
            }
        }
        return lives;
    }

    /** The life that a part is of, by its key; {@code ""}: it is no part. */
    private static String life(String key) {
        String[] parts = key.split(CellRef.PART, -1);
        return parts.length == 3 ? parts[1] : "";
    }
}
