package io.wellspring.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Servers that start while the application looks for its classes. Their addresses are known at once, and nothing may use
 * them before {@link #await}.
 */
final class StartingServers {

    private final List<FutureTask<?>> starts = new ArrayList<>();

    /**
     * Begins to start a server.
     *
     * @param start ends by itself, with an exception where the server does not answer in time
     */
    void start(String name, Callable<?> start) {
        FutureTask<?> task = new FutureTask<>(start);
        starts.add(task);
        new Thread(task, "start of " + name).start();
    }

    /** Waits until all of them answer, and fails as the first of them that failed. */
    void await() {
        try {
            for (FutureTask<?> start : starts) {
                start.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
