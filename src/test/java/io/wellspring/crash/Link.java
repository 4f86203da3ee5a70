package io.wellspring.crash;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One connection through the proxy: reads what the client says in PostgreSQL's protocol, and passes on the rest. */
final class Link {

    private static final int PROTOCOL_3 = 3;

    private final Socket client;
    private final Socket server;
    private final Function<List<String>, CuttingProxy.When> fate;
    private final Map<String, String> prepared = new HashMap<>();
    private final List<String> transaction = new ArrayList<>();
    private volatile boolean holdsBackTheAnswer;

    /** @param fate of a COMMIT after these statements; null lets it pass */
    Link(Socket client, Socket server, Function<List<String>, CuttingProxy.When> fate) throws IOException {
        this.client = client;
        this.server = server;
        this.fate = fate;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void start(Runnable atTheEnd) {
        run("to PostgreSQL", this::passOnMessages, atTheEnd);
        run("from PostgreSQL", this::passOnAnswers, atTheEnd);
    }

    void cut() {
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.close();
            } catch (IOException gone) {
                // As it should be.
            }
        }
    }

    private void run(String name, Passage passage, Runnable atTheEnd) {
        Thread thread = new Thread(
                () -> {
                    try {
                        passage.run();
                    } catch (IOException closed) {
                        // One side has gone; so does the other.
                    }
                    cut();
                    atTheEnd.run();
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void passOnMessages() throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(server.getOutputStream());
        passOnStartup(in, out);
        for (int type = in.read(); type >= 0; type = in.read()) {
            byte[] body = new byte[in.readInt() - Integer.BYTES];
            in.readFully(body);
            CuttingProxy.When cut = read((char) type, ByteBuffer.wrap(body));
            if (cut == CuttingProxy.When.BEFORE_IT_ARRIVES) {
                return;
            }
            holdsBackTheAnswer = cut != null;
            ByteBuffer message = ByteBuffer.allocate(1 + Integer.BYTES + body.length);
            out.write(message.put((byte) type)
                    .putInt(Integer.BYTES + body.length)
                    .put(body)
                    .array());
        }
    }

    /** Questions for encryption come before the startup message proper, which names the protocol. */
    private static void passOnStartup(DataInputStream in, DataOutputStream out) throws IOException {
        int protocol = 0;
        while (protocol != PROTOCOL_3) {
            byte[] body = new byte[in.readInt() - Integer.BYTES];
            in.readFully(body);
            protocol = ByteBuffer.wrap(body).getShort();
            out.writeInt(Integer.BYTES + body.length);
            out.write(body);
        }
    }

    private CuttingProxy.When read(char type, ByteBuffer body) {
        switch (type) {
            case 'P' -> prepared.put(text(body), text(body));
            case 'B' -> {
                text(body);
                transaction.add(prepared.getOrDefault(text(body), ""));
            }
            case 'Q' -> {
                return query(text(body));
            }
            default -> {}
        }
        return null;
    }

    private CuttingProxy.When query(String sql) {
        if (sql.startsWith("COMMIT")) {
            return fate.apply(transaction);
        }
        if (sql.startsWith("BEGIN")) {
            transaction.clear();
        }
        transaction.add(sql);
        return null;
    }

    private void passOnAnswers() throws IOException {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] buffer = new byte[65_536];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (holdsBackTheAnswer) {
                return;
            }
            out.write(buffer, 0, read);
        }
    }

    private static String text(ByteBuffer body) {
        int begin = body.position();
        while (body.get() != 0) {}
        return new String(body.array(), begin, body.position() - begin - 1, StandardCharsets.UTF_8);
    }

    private interface Passage {
        void run() throws IOException;
    }
}
