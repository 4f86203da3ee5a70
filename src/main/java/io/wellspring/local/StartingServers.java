package io.wellspring.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Servers that start while the application looks for its classes. Their addresses are known at once, and nothing may use
 * them before {@link #await}.
 */
final class StartingServers {

    private final List<Future<?>> starts = new ArrayList<>();
    private final ExecutorService oneByOne = Executors.newSingleThreadExecutor(StartingServers::thread);

    /**
     * Begins to start a server, when those before it have started: each unpacks a program, and a process that another one
     * begins meanwhile would keep that program's file open for writing, so that it could not be run ("text file busy").
     *
     * @param start ends by itself, with an exception where the server does not answer in time
     */
    void start(Callable<?> start) {
        starts.add(oneByOne.submit(start));
    }

    /** Waits until all of them answer, and fails as the first of them that failed. */
    void await() {
        try {
            for (Future<?> start : starts) {
                start.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            oneByOne.shutdown();
        }
    }

    private static Thread thread(Runnable starts) {
        Thread thread = new Thread(starts, "start of servers");
        thread.setDaemon(true);
        return thread;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
