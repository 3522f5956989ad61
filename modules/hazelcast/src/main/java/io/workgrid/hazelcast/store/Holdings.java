package io.workgrid.hazelcast.store;

import com.hazelcast.config.MapConfig;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.MapServiceContext;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.spi.impl.NodeEngine;
import io.workgrid.core.quorum.Side.Kept;
import java.util.List;

/** What a member keeps. Looks at its memory and not through the maps, which answer nobody while the member is cut off. */
public final class Holdings {
    /** What has a copy on so many members that each of a few has all of it. */
    private static final List<String> EVERYWHERE = List.of(StoreSetup.JOBS, StoreSetup.CELL_KEYS);

    private static final int A_FEW = MapConfig.MAX_BACKUP_COUNT + 1;

    private Holdings() {}

    /** Whether this member and those it sees keep a job or a shared object. Any thread. */
    public static Kept of(NodeEngine member) {
        MapService maps = member.getService(MapService.SERVICE_NAME);
        MapServiceContext here = maps.getMapServiceContext();
        for (int partition = 0; partition < member.getPartitionService().getPartitionCount(); partition++) {
            for (String name : EVERYWHERE) {
                RecordStore<?> store = here.getExistingRecordStore(partition, name);
                if (store != null && store.size() > 0) {
                    return Kept.SOMETHING;
                }
            }
        }
        return member.getClusterService().getSize() > A_FEW ? Kept.PERHAPS : Kept.NOTHING;
    }
}
