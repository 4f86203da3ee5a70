package io.wellspring.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Phones that each watch a stream over a connection of their own, all read by one thread, which notes when what came. */
public final class Crowd implements AutoCloseable {

    private static final int AT_ONCE = 200;
    private static final int SMALL_WINDOW = 4_096;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** After which a plan's event tells its version. */
    public static final String ID = "id: ";

    private final InetSocketAddress node;
    private final byte[] marker;
    private final Selector selector = Selector.open();
    private final List<Phone> phones = new ArrayList<>();
    private final Map<Long, Arrivals> arrivals = new ConcurrentHashMap<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Thread reader = new Thread(this::read, "crowd");
    private volatile byte[] lastWords = {};
    private volatile boolean open = true;

    /** @param marker after which an event tells the version that it shows */
    public Crowd(InetSocketAddress node, String marker) throws IOException {
        this.node = node;
        this.marker = marker.getBytes(US_ASCII);
        reader.start();
    }

    /** Lets phones come, some hundred at once, and returns when each of them has been sent its first event. */
    public void join(int count, IntFunction<String> request) throws IOException {
        for (int n = 0; n < count; n++) {
            phones.add(connect(request.apply(n)));
            if (phones.size() % AT_ONCE == 0 || n == count - 1) {
                await(() -> begun.get() == phones.size());
            }
        }
    }

    /** Makes some phones stop reading, and those that come after them have little room for what they do not read. */
    public List<Phone> stopReading(int count) {
        List<Phone> stopped = List.copyOf(phones.subList(phones.size() - count, phones.size()));
        stopped.forEach(phone -> phone.key.interestOps(0));
        selector.wakeup();
        return stopped;
    }

    /** Makes them read on, and tells how many find that their streams were ended. */
    public int endedOf(List<Phone> stopped) throws InterruptedException {
        int before = ended.get();
        stopped.forEach(phone -> phone.key.interestOps(SelectionKey.OP_READ));
        selector.wakeup();
        Thread.sleep(3_000);
        return ended.get() - before;
    }

    public int ended() {
        return ended.get();
    }

    /** When the phones were sent a version, in microseconds of the clock, in the order of arrival. */
    public long[] arrivals(long version) {
        Arrivals found = arrivals.get(version);
        return found == null ? new long[0] : found.micros();
    }

    @Override
    public void close() throws IOException {
        open = false;
        selector.wakeup();
        try {
            reader.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Phone phone : phones) {
            phone.channel.close();
        }
        selector.close();
    }

    private Phone connect(String request) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW);
        channel.connect(node);
        channel.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
        channel.configureBlocking(false);
        Phone phone = new Phone(channel);
        phone.key = channel.register(selector, SelectionKey.OP_READ, phone);
        selector.wakeup();
        return phone;
    }

    private void await(BooleanSupplier done) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!done.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("%d of %d got a first event, and somebody's last words were: %s"
                        .formatted(begun.get(), phones.size(), new String(lastWords, US_ASCII)));
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
        try {
            while (open) {
                selector.select(key -> read(key, buffer), 100);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void read(SelectionKey key, ByteBuffer buffer) {
        Phone phone = (Phone) key.attachment();
        buffer.clear();
        try {
            if (phone.channel.read(buffer) < 0) {
                end(key);
            }
        } catch (IOException reset) {
            end(key);
        }
        buffer.flip();
        if (!phone.hasBegun) {
            lastWords = new byte[buffer.remaining()];
            buffer.duplicate().get(lastWords);
        }
        phone.hear(buffer);
    }

    private void end(SelectionKey key) {
        key.cancel();
        ended.incrementAndGet();
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    /** One connection, and how much of a version it has read. */
    public final class Phone {

        private final SocketChannel channel;
        private SelectionKey key;
        private int matched;
        private long number;
        private long last = -1;
        private boolean hasBegun;

        private Phone(SocketChannel channel) {
            this.channel = channel;
        }

        private void hear(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                hear(bytes.get());
            }
        }

        private void hear(byte next) {
            if (matched == marker.length && next >= '0' && next <= '9') {
                number = number * 10 + next - '0';
                return;
            }
            if (matched == marker.length) {
                arrived();
                number = 0;
                matched = 0;
            }
            matched = next == marker[matched] ? matched + 1 : next == marker[0] ? 1 : 0;
        }

        private void arrived() {
            if (number > last) {
                last = number;
                arrivals.computeIfAbsent(number, version -> new Arrivals()).add(now());
            }
            if (!hasBegun) {
                hasBegun = true;
                begun.incrementAndGet();
            }
        }
    }

    /** Moments of one version, added by one thread. */
    private static final class Arrivals {

        private long[] micros = new long[1_024];
        private int count;

        synchronized void add(long moment) {
            if (count == micros.length) {
                micros = Arrays.copyOf(micros, count * 2);
            }
            micros[count++] = moment;
        }

        synchronized long[] micros() {
            return Arrays.copyOf(micros, count);
        }
    }
}
