package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import io.workgrid.core.shared.Answer.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The channels of one scope together, so that a choice among several is one step, also where two choices meet. A channel that is open, empty and not waited for
 * takes no place here.
 *
 * <pre>
 * send:    somebody waits to receive -> it gets the element; room -> the element is in the channel; closed -> refused; else waits
 * receive: an element is there -> taken, and the first that waits to send moves up; somebody waits to send -> its element; closed -> told so; else waits
 * </pre>
 */
final class ChannelMachine implements Machine {
    private static final int MOST_CHANNELS = 1_000;
    private static final long MOST_BYTES = 16L << 20;

    private final Map<String, Channel> channels = new LinkedHashMap<>();
    /** The cases of those who wait, by ticket, in the order they came. */
    private final Map<Long, List<ChannelOp.Case>> wishes = new LinkedHashMap<>();

    private long bytes;

    private static final class Channel {
        final int capacity;
        final ArrayDeque<Value> elements = new ArrayDeque<>();
        /** Which case, by ticket, in the order they came. */
        final Map<Long, Integer> senders = new LinkedHashMap<>();

        final Map<Long, Integer> receivers = new LinkedHashMap<>();
        boolean closed;

        Channel(int capacity) {
            this.capacity = capacity;
        }

        boolean sends() {
            return closed || !receivers.isEmpty() || elements.size() < capacity;
        }

        boolean receives() {
            return closed || !senders.isEmpty() || !elements.isEmpty();
        }

        boolean idle() {
            return !closed && elements.isEmpty() && senders.isEmpty() && receivers.isEmpty();
        }
    }

    @Override
    public Answer call(Turn turn, ByteSource op) {
        int code = op.count();
        return switch (code) {
            case ChannelOp.SELECT -> select(turn, op.flag(), op.number(), ChannelOp.readCases(op));
            case ChannelOp.CLOSE -> close(turn, op.text(), op.count());
            case ChannelOp.REMOVE -> remove(turn, op.text());
            case ChannelOp.LOOK -> look(op.text());
            default -> throw new IllegalArgumentException("operation " + code + " of a channel is not known");
        };
    }

    private Answer select(Turn turn, boolean waits, long chance, List<ChannelOp.Case> cases) {
        Answer refusal = room(cases);
        if (refusal != null) {
            return refusal;
        }
        List<Integer> ready = new ArrayList<>();
        for (int n = 0; n < cases.size(); n++) {
            ChannelOp.Case each = cases.get(n);
            Channel channel = channel(each);
            if (each.element() == null ? channel.receives() : channel.sends()) {
                ready.add(n);
            }
        }
        Answer answer;
        if (!ready.isEmpty()) {
            int chosen = ready.get((int) Math.floorMod(chance, (long) ready.size()));
            answer = perform(turn, chosen, cases.get(chosen));
        } else {
            answer = waits ? turn.park(ticket -> await(ticket, cases)) : ChannelOp.chosen(-1, null, false);
        }
        tidy(cases);
        return answer;
    }

    private @Nullable Answer room(List<ChannelOp.Case> cases) {
        long more = 0;
        for (ChannelOp.Case each : cases) {
            Channel channel = channels.get(each.channel());
            if (channel != null && channel.capacity != each.capacity()) {
                return Answer.refused(
                        Status.BAD_INPUT,
                        "has a channel \"" + each.channel() + "\" of capacity " + channel.capacity
                                + ", and it was used with " + each.capacity() + "; nothing changed");
            }
            more += each.element() == null ? 0 : each.element().charge();
        }
        if (more > 0 && bytes + more > MOST_BYTES) {
            return Answer.refused(
                    Status.REFUSED,
                    "has channels with " + bytes + " bytes in all, and the most is " + MOST_BYTES
                            + "; nothing changed");
        }
        return channels.size() + cases.size() > MOST_CHANNELS
                ? Answer.refused(
                        Status.REFUSED,
                        "has " + channels.size() + " channels in use, and the most is " + MOST_CHANNELS
                                + "; nothing changed")
                : null;
    }

    private Channel channel(ChannelOp.Case of) {
        return channels.computeIfAbsent(of.channel(), absent -> new Channel(of.capacity()));
    }

    private void await(long ticket, List<ChannelOp.Case> cases) {
        wishes.put(ticket, cases);
        for (int n = 0; n < cases.size(); n++) {
            ChannelOp.Case each = cases.get(n);
            if (each.element() == null) {
                channel(each).receivers.putIfAbsent(ticket, n);
            } else {
                channel(each).senders.putIfAbsent(ticket, n);
                bytes += each.element().charge();
            }
        }
    }

    private Answer perform(Turn turn, int index, ChannelOp.Case chosen) {
        Channel channel = channel(chosen);
        Value element = chosen.element();
        return element == null ? receive(turn, index, channel) : send(turn, index, channel, element);
    }

    private Answer send(Turn turn, int index, Channel channel, Value element) {
        if (channel.closed) {
            return Answer.refused(Status.CLOSED, "is closed; nothing was sent");
        }
        if (channel.receivers.isEmpty()) {
            keep(channel, element);
        } else {
            Map.Entry<Long, Integer> first = first(channel.receivers);
            serve(turn, first.getKey(), ChannelOp.chosen(first.getValue(), element, false));
        }
        return ChannelOp.chosen(index, null, false);
    }

    private void keep(Channel channel, Value element) {
        channel.elements.addLast(element);
        bytes += element.charge();
    }

    private Answer receive(Turn turn, int index, Channel channel) {
        if (channel.elements.isEmpty() && channel.senders.isEmpty()) {
            return ChannelOp.chosen(index, null, true);
        }
        Value element = channel.elements.isEmpty() ? null : channel.elements.removeFirst();
        bytes -= element == null ? 0 : element.charge();
        if (!channel.senders.isEmpty()) {
            Map.Entry<Long, Integer> first = first(channel.senders);
            Value next = Objects.requireNonNull(
                    wish(first.getKey()).get(first.getValue()).element(), "a sender has an element");
            serve(turn, first.getKey(), ChannelOp.chosen(first.getValue(), null, false));
            if (element == null) {
                element = next;
            } else {
                keep(channel, next);
            }
        }
        return ChannelOp.chosen(index, element, false);
    }

    private static Map.Entry<Long, Integer> first(Map<Long, Integer> waiting) {
        return Map.entry(
                waiting.keySet().iterator().next(), waiting.values().iterator().next());
    }

    private List<ChannelOp.Case> wish(long ticket) {
        return Objects.requireNonNull(wishes.get(ticket), "nobody waits under that ticket");
    }

    private void serve(Turn turn, long ticket, Answer answer) {
        strike(ticket);
        turn.serve(ticket, answer.value());
    }

    /** It waits no more, in none of its channels. */
    private void strike(long ticket) {
        List<ChannelOp.Case> cases = wishes.remove(ticket);
        if (cases == null) {
            return;
        }
        for (ChannelOp.Case each : cases) {
            bytes -= each.element() == null ? 0 : each.element().charge();
            Channel channel = channels.get(each.channel());
            if (channel != null) {
                channel.senders.remove(ticket);
                channel.receivers.remove(ticket);
            }
        }
        tidy(cases);
    }

    private void tidy(List<ChannelOp.Case> cases) {
        for (ChannelOp.Case each : cases) {
            Channel channel = channels.get(each.channel());
            if (channel != null && channel.idle()) {
                channels.remove(each.channel());
            }
        }
    }

    private Answer close(Turn turn, String name, int capacity) {
        Channel channel = channels.get(name);
        if (channel == null && channels.size() >= MOST_CHANNELS) {
            return Answer.refused(
                    Status.REFUSED,
                    "has " + MOST_CHANNELS + " channels in use, the most there may be; nothing changed");
        }
        if (channel == null) {
            channel = new Channel(capacity);
            channels.put(name, channel);
        }
        channel.closed = true;
        for (Map.Entry<Long, Integer> each : List.copyOf(channel.receivers.entrySet())) {
            serve(turn, each.getKey(), ChannelOp.chosen(each.getValue(), null, true));
        }
        for (long ticket : List.copyOf(channel.senders.keySet())) {
            strike(ticket);
            turn.refuse(ticket, Status.CLOSED, "was closed while the caller waited; nothing was sent");
        }
        return Answer.DONE;
    }

    private Answer remove(Turn turn, String name) {
        Channel channel = channels.remove(name);
        if (channel != null) {
            Set<Long> waiting = new LinkedHashSet<>(channel.receivers.keySet());
            waiting.addAll(channel.senders.keySet());
            channel.elements.forEach(element -> bytes -= element.charge());
            for (long ticket : waiting) {
                strike(ticket);
                turn.refuse(ticket, Status.REFUSED, "was removed while the caller waited");
            }
        }
        return Answer.DONE;
    }

    private Answer look(String name) {
        Channel channel = channels.get(name);
        return channel == null
                ? ChannelOp.look(0, 0, false)
                : ChannelOp.look(
                        channel.elements.size(),
                        channel.elements.stream().mapToLong(Value::charge).sum(),
                        channel.closed);
    }

    @Override
    public void left(Turn turn, long ticket) {
        strike(ticket);
    }

    @Override
    public long entries() {
        return channels.values().stream()
                .mapToLong(channel -> channel.elements.size())
                .sum();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void write(ByteSink sink) {
        sink.number(channels.size());
        channels.forEach((name, channel) -> {
            sink.text(name);
            sink.number(channel.capacity);
            sink.flag(channel.closed);
            QueueOp.writeAll(sink, List.copyOf(channel.elements));
        });
        sink.number(wishes.size());
        wishes.forEach((ticket, cases) -> {
            sink.number(ticket);
            ChannelOp.writeCases(sink, cases);
        });
    }

    static ChannelMachine read(ByteSource source) {
        ChannelMachine house = new ChannelMachine();
        for (int left = source.count(); left > 0; left--) {
            String name = source.text();
            Channel channel = new Channel(source.count());
            channel.closed = source.flag();
            house.channels.put(name, channel);
            QueueOp.readAll(source).forEach(element -> house.keep(channel, element));
        }
        for (int left = source.count(); left > 0; left--) {
            house.await(source.number(), ChannelOp.readCases(source));
        }
        return house;
    }
}
