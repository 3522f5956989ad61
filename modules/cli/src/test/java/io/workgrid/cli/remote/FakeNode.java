package io.workgrid.cli.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Something that listens and answers each connection as it is told to: what no honest node does. */
final class FakeNode implements AutoCloseable {
    private final ServerSocket server;
    private final Script script;
    /** The first line of each call. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    /** Answers one connection. */
    interface Script {
        void answer(int number, String call, BufferedReader in, OutputStream out) throws IOException;
    }

    FakeNode(Script script) {
        this.script = script;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::run, "fake-node");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private void run() {
        for (int number = 0; ; number++) {
            try (Socket socket = server.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                String call = String.valueOf(in.readLine());
                calls.add(call);
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    // headers
                }
                script.answer(number, call, in, socket.getOutputStream());
            } catch (IOException e) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    static void whole(OutputStream out, int status, String body) throws IOException {
        write(
                out,
                "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                        + "\r\n\r\n" + body);
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static void chunk(OutputStream out, String text) throws IOException {
        write(out, Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n");
    }

    RemoteGrid grid(String... others) {
        String all = address() + (others.length == 0 ? "" : "," + String.join(",", others));
        return new RemoteGrid(new Nodes(new Access(Address.list(all), "secret-token", null)));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
