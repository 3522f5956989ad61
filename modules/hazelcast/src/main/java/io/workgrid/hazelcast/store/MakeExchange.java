package io.workgrid.hazelcast.store;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.Reply;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts an exchange before the ledger, which answers a repeated one as it did the first. */
final class MakeExchange extends ShardOp<Reply> {
    private @Nullable Exchange exchange;
    private long resultBytes;

    MakeExchange() {}

    /**
     * An exchange.
     *
     * @param resultBytes what was put into blocks for its reports
     */
    MakeExchange(Exchange exchange, long resultBytes) {
        this.exchange = exchange;
        this.resultBytes = resultBytes;
    }

    @Override
    Reply apply(ShardEntry shard, long nowMillis) {
        shard.addResultBytes(resultBytes);
        Exchange request = Objects.requireNonNull(exchange);
        shard.mark(request);
        return shard.ledger().exchange(request, nowMillis);
    }

    @Override
    public int getClassId() {
        return StoreFactory.MAKE_EXCHANGE;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeObject(exchange);
        out.writeLong(resultBytes);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        exchange = in.readObject();
        resultBytes = in.readLong();
    }
}
