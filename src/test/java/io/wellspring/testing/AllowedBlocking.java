package io.wellspring.testing;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** What looks like blocking and is not; every entry says why it does no harm on an event loop. */
public final class AllowedBlocking implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        // Reads /dev/urandom, which never waits once the machine has started.
        builder.allowBlockingCallsInside("java.security.SecureRandom", "nextBytes");
        // Jackson learns how to read a type once, under its own lock; the first requests of all may meet there.
        builder.allowBlockingCallsInside(
                "tools.jackson.databind.deser.DeserializerCache", "_createAndCacheValueDeserializer");
        // Netty's allocator holds its own lock for a moment while it grows under many large writes.
        builder.allowBlockingCallsInside(
                "io.netty.buffer.AdaptivePoolingAllocator$MagazineGroup", "tryExpandMagazines");
        // Lettuce counts who writes under its own lock, held for one addition; many event loops may meet there.
        builder.allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", "incrementWriters");
        // Its queues are bounded, and the JDK's bounded queue counts and adds under a lock held for as short a time.
        builder.allowBlockingCallsInside("io.lettuce.core.protocol.DefaultEndpoint", "validateWrite");
        builder.allowBlockingCallsInside("io.lettuce.core.protocol.DefaultEndpoint", "writeToDisconnectedBuffer");
    }
}
