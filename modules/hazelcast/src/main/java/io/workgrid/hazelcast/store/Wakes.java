package io.workgrid.hazelcast.store;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import com.hazelcast.topic.Message;
import io.workgrid.core.shared.Answer;
import io.workgrid.engine.store.GridStore;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries answers to calls that waited to the processes that wait for them: by one of a few topics, told by the session. One that gets lost
 * costs time and nothing else. Any thread may use it.
 */
final class Wakes implements AutoCloseable {
    static final String TOPIC = "workgrid-wakes-";
    private static final int TOPICS = 32;

    private final HazelcastInstance instance;
    private final Supplier<String> session;
    private final List<Consumer<Answer.Wake>> listeners = new CopyOnWriteArrayList<>();
    private @Nullable String heard;
    private @Nullable UUID listener;

    Wakes(HazelcastInstance instance, Supplier<String> session) {
        this.instance = instance;
        this.session = session;
    }

    private static String topic(String session) {
        return TOPIC + Math.floorMod(session.hashCode(), TOPICS);
    }

    void send(List<Answer.Wake> wakes) {
        for (Answer.Wake wake : wakes) {
            if (wake.session().equals(session.get())) {
                arrived(wake);
                continue;
            }
            try {
                ITopic<byte[]> topic = instance.getTopic(topic(wake.session()));
                topic.publishAsync(Answer.DONE.with(List.of(wake)).toBytes());
            } catch (RuntimeException e) {
                // it asks by itself
            }
        }
    }

    private void arrived(Answer.Wake wake) {
        listeners.forEach(each -> each.accept(wake));
    }

    private void heard(Message<byte[]> message) {
        Answer.ofBytes(message.getMessageObject()).wakes().forEach(this::arrived);
    }

    GridStore.Watch listen(Consumer<Answer.Wake> woken) {
        listeners.add(woken);
        return () -> listeners.remove(woken);
    }

    /** From now on wake-ups for the session of this process are heard. To be called before it waits. */
    synchronized void hear() {
        String wanted = topic(session.get());
        if (!wanted.equals(heard)) {
            deafen();
            ITopic<byte[]> topic = instance.getTopic(wanted);
            listener = topic.addMessageListener(this::heard);
            heard = wanted;
        }
    }

    private void deafen() {
        String topic = heard;
        UUID was = listener;
        if (topic != null && was != null) {
            instance.getTopic(topic).removeMessageListener(was);
            heard = null;
        }
    }

    @Override
    public synchronized void close() {
        listeners.clear();
        try {
            deafen();
        } catch (RuntimeException e) {
            // the instance has ended
        }
    }
}
