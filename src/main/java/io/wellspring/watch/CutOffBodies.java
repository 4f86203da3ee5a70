package io.wellspring.watch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.netty.util.IllegalReferenceCountException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.stereotype.Component;

/**
 * Tells of a caller who breaks off in the middle of a body as of what it is. Reactor Netty releases the last piece twice
 * then, at times, and calls that an error before it closes the connection; an alarm would wake somebody
 * for nothing.
 */
@Component
final class CutOffBodies extends TurboFilter {

    private static final String READER = "reactor.netty.channel.ChannelOperationsHandler";
    private static final org.slf4j.Logger log = LoggerFactory.getLogger(CutOffBodies.class);

    /** Before the filter that counts errors. */
    @PostConstruct
    void begin() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext lines) {
            lines.getTurboFilterList().add(0, this);
            start();
        }
    }

    @PreDestroy
    void end() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext lines) {
            lines.getTurboFilterList().remove(this);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        if (failure instanceof IllegalReferenceCountException
                && logger.getName().equals(READER)) {
            log.info("a connection was closed whose body was cut off: {}", failure.toString());
            return FilterReply.DENY;
        }
        return FilterReply.NEUTRAL;
    }
}
