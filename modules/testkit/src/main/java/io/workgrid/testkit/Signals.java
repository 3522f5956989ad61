package io.workgrid.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * How a case sees and steers what runs on workers: tasks hit names and wait at gates. Over loopback instead of in static fields, so that
 * the same case runs when the workers are other processes of this machine. Any thread may use it.
 */
public final class Signals implements AutoCloseable {
    private static final byte HIT = 1;
    private static final byte PASS = 2;
    private static final byte ASK = 3;

    private final ServerSocket server;
    private final Port port;
    private final List<String> seen = new ArrayList<>();
    private final Set<String> open = new HashSet<>();
    private final List<Socket> sockets = new ArrayList<>();

    /** Listens on loopback. */
    public Signals() {
        try {
            server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = new Port(server.getLocalPort());
        start("signals", this::accept);
    }

    /** What tasks capture. */
    public Port port() {
        return port;
    }

    /** All hits so far, in the order they came. */
    public synchronized List<String> seen() {
        return List.copyOf(seen);
    }

    /** All hits so far that begin with a prefix. */
    public List<String> seen(String prefix) {
        return seen().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    /** How often a name was hit so far. */
    public synchronized int count(String name) {
        return (int) seen.stream().filter(name::equals).count();
    }

    /** Waits until a name was hit that often. */
    public synchronized void await(String name, int times) {
        long until = System.nanoTime() + Eventually.DEADLINE.toNanos();
        while (count(name) < times) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError(
                        name + " was hit " + count(name) + " times; wanted " + times + ". All hits: " + seen);
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + name, e);
            }
        }
    }

    /** Opens a gate for all who wait and will come. */
    public synchronized void open(String gate) {
        open.add(gate);
        notifyAll();
    }

    @Override
    public void close() {
        List<Socket> all;
        synchronized (this) {
            all = List.copyOf(sockets);
        }
        try {
            server.close();
            for (Socket socket : all) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                synchronized (this) {
                    sockets.add(socket);
                }
                start("signal", () -> serve(socket));
            }
        } catch (IOException closed) {
            // the case is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte verb = in.readByte();
            String name = in.readUTF();
            int answer = switch (verb) {
                case HIT -> hit(name);
                case ASK -> isOpen(name) ? 1 : 0;
                default -> pass(name);
            };
            new DataOutputStream(socket.getOutputStream()).writeInt(answer);
        } catch (IOException gone) {
            // the task was interrupted, or the case is over
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (this) {
                sockets.remove(socket);
            }
        }
    }

    private synchronized int hit(String name) {
        seen.add(name);
        notifyAll();
        return count(name);
    }

    private synchronized boolean isOpen(String gate) {
        return open.contains(gate);
    }

    private synchronized int pass(String gate) throws InterruptedException {
        hit(gate);
        while (!open.contains(gate) && !server.isClosed()) {
            wait(100);
        }
        return count(gate);
    }

    /**
     * The end that a task holds.
     *
     * @param number the port on loopback
     */
    public record Port(int number) implements Serializable {

        /** Says that this was reached; returns how often it was by now. */
        public int hit(String name) throws IOException {
            return ask(HIT, name);
        }

        /** Whether the gate is open; waits for nothing. */
        public boolean isOpen(String gate) throws IOException {
            return ask(ASK, gate) == 1;
        }

        private int ask(byte verb, String name) throws IOException {
            // a plain socket does not mind the interrupts that a task which is being cancelled may still get
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), number)) {
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.write(request(verb, name));
                return new DataInputStream(socket.getInputStream()).readInt();
            }
        }

        /** Says that the gate was reached and waits until it is open. An interrupt ends the wait with an exception. */
        public void pass(String gate) throws IOException {
            // a channel, as a read of a plain socket does not notice an interrupt
            try (SocketChannel channel =
                    SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), number))) {
                channel.write(ByteBuffer.wrap(request(PASS, gate)));
                ByteBuffer answer = ByteBuffer.allocate(Integer.BYTES);
                while (answer.hasRemaining()) {
                    if (channel.read(answer) < 0) {
                        throw new EOFException("the case that listened is over");
                    }
                }
            }
        }

        private static byte[] request(byte verb, String name) {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(3 + text.length)
                    .put(verb)
                    .putShort((short) text.length)
                    .put(text)
                    .array();
        }
    }
}
