package io.workgrid.hazelcast.store;

import com.hazelcast.map.IMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks after the shared cells that a member owns: releases what lost nodes and clients had, lets time pass, and writes down their keys. Used
 * by the keeper's thread. A cell in which nobody holds or waits is looked at every few seconds, or when somebody was lost.
 */
final class CellKeeper {
    private static final System.Logger LOG = System.getLogger("io.workgrid.keeper");
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** A client says every second that it lives. */
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);
    /** A node that takes part and is not in our list of members may have joined just now. */
    private static final long ABSENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final int MOST_LOST = 1_000;

    private final SharedCells shared;
    private final IMap<String, CellEntry> cells;
    private final LocalKeys localKeys;
    private final IMap<String, Boolean> alive;
    private final Map<String, Long> lookAgain = new HashMap<>();
    private final Map<String, Long> absentSince = new HashMap<>();
    private final Map<String, Boolean> lostClients = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_LOST;
        }
    };
    private Set<String> lostBefore = Set.of();

    CellKeeper(SharedCells shared, IMap<String, CellEntry> cells, IMap<String, Boolean> alive) {
        this.shared = shared;
        this.cells = cells;
        localKeys = new LocalKeys(cells::localKeySet, System::nanoTime);
        this.alive = alive;
    }

    /**
     * A round.
     *
     * @param present the nodes that are there
     * @param gone nodes that are known to be gone
     * @param hurry whether cells may arrive that have not heard of a loss
     */
    void round(Set<String> present, Set<String> gone, boolean hurry) {
        Set<String> mine = localKeys.get(hurry);
        lookAgain.keySet().retainAll(mine);
        absentSince.keySet().removeAll(present);
        Set<String> lost = new HashSet<>(gone);
        lost.addAll(lostClients.keySet());
        boolean all = hurry || !lost.equals(lostBefore);
        lostBefore = lost;
        long now = System.nanoTime();
        Set<String> takePart = new HashSet<>();
        for (String key : mine) {
            Long due = lookAgain.get(key);
            if (all || due == null || now - due >= 0) {
                takePart.addAll(tend(key, lost, due == null));
            }
        }
        takePart.removeAll(present);
        takePart.removeAll(lost);
        takePart.forEach(this::judge);
    }

    /** Nothing that was noted so far counts any more. */
    void forgetAll() {
        lookAgain.clear();
        absentSince.clear();
        lostClients.clear();
        lostBefore = Set.of();
    }

    private List<String> tend(String key, Set<String> lost, boolean isNew) {
        try {
            if (isNew && shared.gone(key)) { // whoever began it died before it saw that
                shared.remove(key);
                return List.of();
            }
            TendCell.Tended found = cells.executeOnKey(key, new TendCell(lost));
            if (found == null || (isNew && !shared.writeDown(key))) { // removed since the keys were listed
                return List.of();
            }
            lookAgain.put(key, System.nanoTime() + (found.busy() ? 0 : QUIET_NANOS));
            shared.wakes().send(found.wakes());
            return new ArrayList<>(found.sessions());
        } catch (RuntimeException e) { // what is wrong with one must not keep the others from being looked after
            LOG.log(System.Logger.Level.DEBUG, "looking after " + key + " failed", e);
            return List.of();
        }
    }

    /** One who takes part and is no node that is there. */
    private void judge(String session) {
        boolean client = session.startsWith(Sessions.CLIENT);
        Boolean word = client ? alive.get(session) : null;
        if (Boolean.TRUE.equals(word)) {
            absentSince.remove(session);
            return;
        }
        long now = System.nanoTime();
        Long since = absentSince.putIfAbsent(session, now);
        long patience = client ? SILENCE_NANOS : ABSENCE_NANOS;
        if (Boolean.FALSE.equals(word) || (since != null && now - since >= patience)) {
            absentSince.remove(session);
            lostClients.put(session, true);
        }
    }

    /** A client's connection is closed: if it lives, it says so within a second. */
    void disconnected(String session) {
        alive.deleteAsync(session);
    }
}
