package io.wellspring.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a node and PostgreSQL, and cuts connections in the middle of a COMMIT. */
final class CuttingProxy implements AutoCloseable {

    /** Whose COMMIT, known by the statements before it. */
    enum Whose {
        THE_WRITER("FOR NO KEY UPDATE SKIP LOCKED", "UPDATE plan_log"),
        THE_INTAKE("INSERT INTO order_daily_use", "COPY plan_log"),
        A_REDEMPTION("pg_advisory_xact_lock", "INSERT INTO plan_log");

        private final List<String> statements;

        Whose(String... statements) {
            this.statements = List.of(statements);
        }

        boolean is(List<String> transaction) {
            return statements.stream()
                    .allMatch(text -> transaction.stream().anyMatch(statement -> statement.contains(text)));
        }
    }

    enum When {
        BEFORE_IT_ARRIVES,
        BEFORE_ITS_ANSWER_RETURNS
    }

    private final ServerSocket entrance;
    private final int server;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cutsLeft = new AtomicInteger();
    private volatile Whose whose = Whose.THE_WRITER;
    private volatile When when = When.BEFORE_IT_ARRIVES;

    private CuttingProxy(int server) throws IOException {
        this.server = server;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** @param address of PostgreSQL, as host:port/database */
    static CuttingProxy before(String address) throws IOException {
        CuttingProxy proxy = new CuttingProxy(Integer.parseInt(address.replaceAll(".*:(\\d+)/.*", "$1")));
        Thread thread = new Thread(proxy::accept, "proxy");
        thread.setDaemon(true);
        thread.start();
        return proxy;
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** From now on, cuts so many connections. */
    void cut(Whose commits, When moment, int times) {
        whose = commits;
        when = moment;
        cutsLeft.set(times);
    }

    int cutsLeft() {
        return Math.max(0, cutsLeft.get());
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        links.forEach(Link::cut);
    }

    /** What to do with a COMMIT after these statements; null to let it pass. */
    private When fateOf(List<String> transaction) {
        return cutsLeft.get() > 0 && whose.is(transaction) && cutsLeft.getAndDecrement() > 0 ? when : null;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), server), this::fateOf);
                links.add(link);
                link.start(() -> links.remove(link));
            } catch (IOException failure) {
                if (!entrance.isClosed()) {
                    throw new UncheckedIOException(failure);
                }
            }
        }
    }
}
