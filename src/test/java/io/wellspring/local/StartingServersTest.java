package io.wellspring.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class StartingServersTest {

    private final StartingServers servers = new StartingServers();
    private final List<String> events = new CopyOnWriteArrayList<>();

    /** A process begun while another server's program is unpacked keeps that file open, and it cannot be run. */
    @Test
    void noneIsStartedWhileAnotherUnpacksItsProgram() {
        servers.start(() -> start("first"));
        servers.start(() -> start("second"));
        servers.await();

        assertThat(events).containsExactly("first begins", "first runs", "second begins", "second runs");
    }

    @Test
    void whatFailedIsTold() {
        servers.start(() -> {
            throw new CannotStart("no");
        });
        servers.start(() -> start("second"));

        assertThatThrownBy(servers::await).isInstanceOf(CannotStart.class);
    }

    private boolean start(String name) {
        events.add(name + " begins");
        LockSupport.parkNanos(50_000_000);
        return events.add(name + " runs");
    }
}
