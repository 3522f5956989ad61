package io.workgrid.hazelcast.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.NodeOptions;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who greets a node as nobody of its grid does is told in a line. */
@Timeout(120)
class QuietTest {
    private final List<LogRecord> told = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger("io.workgrid.hazelcast");
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                told.add(line);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(ear);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(ear);
    }

    @Test
    void strangerIsNamedInALineWithoutATrace() throws Exception {
        NodeOptions options = Ports.alone();
        try (GridMember member = GridMember.start(options);
                Socket stranger = new Socket()) {
            stranger.connect(new InetSocketAddress("127.0.0.1", options.port()), 5_000);
            stranger.getOutputStream().write(("WGK1" + "x".repeat(32)).getBytes(StandardCharsets.US_ASCII));
            Eventually.isTrue("the stranger is told of", () -> !told.isEmpty());
            assertThat(told.get(0).getThrown()).isNull();
            assertThat(told.get(0).getMessage())
                    .startsWith("closed a connection from 127.0.0.1:" + stranger.getLocalPort()
                            + ": it has a grid key, or asks")
                    .contains("under the name of another grid")
                    .doesNotContain("\n");
        }
    }

    @Test
    void otherGreetingIsShownAsFarAsItCanBe() {
        LogRecord line =
                new LogRecord(Level.WARNING, "Connection[id=1, /127.0.0.1:1->/10.0.0.9:99, qualifier=null] closed.");
        line.setThrown(new IllegalStateException("Unknown protocol: GE\u0007"));
        assertThat(Stranger.in(line))
                .isEqualTo(
                        "closed a connection from 10.0.0.9:99: it began with \"GE?\", which neither a node nor a client does");
        line.setThrown(new IllegalStateException("something else"));
        assertThat(Stranger.in(line)).isNull();
    }
}
