package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import io.workgrid.core.shared.Answer.Status;
import java.util.BitSet;

/**
 * What is known of an object that is spread over parts: the life it is in, and which parts were begun. A part that was begun and is not there is lost; one that
 * was not is empty. When the object is removed its parts go, and the next life has parts of other names, so that a late call can never reach them.
 *
 * <pre>
 * new    -> opened (a life), each part: not begun -> begun
 * opened -> lost (a part was begun and is not there): stays so until it is removed
 * </pre>
 */
final class HeadMachine implements Machine {
    private String life = "";
    private final BitSet begun = new BitSet();
    private boolean lost;

    @Override
    public Answer call(Turn turn, ByteSource op) {
        int code = op.count();
        String with = op.text();
        int part = op.count();
        switch (code) {
            case HeadOp.OPEN -> {
                if (life.isEmpty()) {
                    life = with;
                }
            }
            case HeadOp.LOOK -> {}
            case HeadOp.BEGUN -> {
                if (with.equals(life)) {
                    begun.set(part);
                }
            }
            case HeadOp.LOST -> lost |= with.equals(life) && begun.get(part);
            default -> throw new IllegalArgumentException("operation " + code + " of a head is not known");
        }
        if (lost) {
            return Answer.refused(
                    Status.LOST_PART,
                    "has lost a part, as all nodes that kept it died together; remove it and begin anew");
        }
        ByteSink sink = new ByteSink();
        sink.text(life);
        sink.block(begun.toByteArray());
        return Answer.done(sink.bytes());
    }

    @Override
    public void write(ByteSink sink) {
        sink.text(life);
        sink.flag(lost);
        sink.block(begun.toByteArray());
    }

    static HeadMachine read(ByteSource source) {
        HeadMachine head = new HeadMachine();
        head.life = source.text();
        head.lost = source.flag();
        head.begun.or(BitSet.valueOf(source.block()));
        return head;
    }
}
