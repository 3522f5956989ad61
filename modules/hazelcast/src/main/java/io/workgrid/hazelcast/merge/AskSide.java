package io.workgrid.hazelcast.merge;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.internal.cluster.impl.operations.AbstractJoinOperation;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.impl.NodeEngineImpl;
import io.workgrid.hazelcast.wire.Values;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a node that is no member of this side about its side. The answer is a {@link SideAnswer}; {@code null} while it knows nothing, and
 * where the grid has another name.
 */
final class AskSide extends AbstractJoinOperation {
    static final int FACTORY = 22;
    private static final int TYPE = 1;

    private String grid = "";
    private @Nullable SideAnswer answer;

    AskSide() {}

    /** Asks as a node of a grid of that name. */
    AskSide(String grid) {
        this.grid = grid;
    }

    static void configure(SerializationConfig config) {
        config.addDataSerializableFactory(FACTORY, type -> type == TYPE ? new AskSide() : new SideAnswer());
    }

    @Override
    public void run() {
        NodeEngineImpl engine = (NodeEngineImpl) getNodeEngine();
        if (!engine.getConfig().getClusterName().equals(grid)) {
            return;
        }
        answer = engine.getNode().getJoiner() instanceof QuorumJoiner joiner
                ? joiner.answer(getCallerAddress())
                : SideAnswer.UNABLE;
    }

    @Override
    public @Nullable Object getResponse() {
        return answer;
    }

    @Override
    public int getFactoryId() {
        return FACTORY;
    }

    @Override
    public int getClassId() {
        return TYPE;
    }

    @Override
    protected void writeInternal(ObjectDataOutput out) throws IOException {
        super.writeInternal(out);
        out.writeString(grid);
    }

    @Override
    protected void readInternal(ObjectDataInput in) throws IOException {
        super.readInternal(in);
        grid = Values.text(in);
    }
}
