package io.workgrid.hazelcast.wire;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.config.SerializerConfig;
import io.workgrid.core.ledger.Exchange;
import io.workgrid.core.ledger.LedgerView;
import io.workgrid.core.ledger.Reply;
import io.workgrid.core.shared.Answer;
import io.workgrid.engine.page.ItemPage;
import io.workgrid.engine.page.ResultBlock;
import io.workgrid.engine.store.JobRecord;

/** The forms of all our types, for members and clients alike. A number that was given is never given again. */
public final class Forms {
    private static final int EXCHANGE = 101;
    private static final int REPLY = 102;
    private static final int VIEW = 103;
    private static final int RECORD = 104;
    private static final int PAGE = 105;
    private static final int BLOCK = 106;
    private static final int HEAD = 107;
    private static final int ANSWER = 110;

    private Forms() {}

    /** Teaches an instance to write and read them. */
    public static void register(SerializationConfig config) {
        add(config, Exchange.class, new Form<>(EXCHANGE, LedgerWire::write, LedgerWire::readExchange));
        add(config, Reply.class, new Form<>(REPLY, LedgerWire::write, LedgerWire::readReply));
        add(config, LedgerView.class, new Form<>(VIEW, ViewWire::write, ViewWire::read));
        add(config, JobRecord.class, new Form<>(RECORD, JobWire::write, JobWire::read));
        add(config, ItemPage.class, new Form<>(PAGE, PageWire::write, PageWire::readPage));
        add(config, ResultBlock.class, new Form<>(BLOCK, PageWire::write, PageWire::readBlock));
        add(
                config,
                Answer.class,
                new Form<>(
                        ANSWER,
                        (out, answer) -> out.writeByteArray(answer.toBytes()),
                        in -> Answer.ofBytes(Values.bytes(in))));
        add(config, ResultBlock.Head.class, new Form<>(HEAD, PageWire::write, PageWire::readHead));
    }

    private static <T> void add(SerializationConfig config, Class<T> type, Form<T> form) {
        config.addSerializerConfig(new SerializerConfig().setTypeClass(type).setImplementation(form));
    }
}
