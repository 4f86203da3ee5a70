package io.wellspring.watch;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says what figures of libraries are that say nothing of themselves. */
@Configuration(proxyBeanMethods = false)
class FigureHelp {

    /** By the beginnings of their names; of several, the longest says it. */
    private static final TreeMap<String, String> WORDS = new TreeMap<>(Map.ofEntries(
            Map.entry("http.server.requests", "Requests that were answered, by method, route and status"),
            Map.entry("http.server.requests.active", "Requests that are being answered"),
            Map.entry("http.client.requests", "Calls to others that were answered, by method, host and status"),
            Map.entry("http.client.requests.active", "Calls to others that are under way"),
            Map.entry("lettuce", "Commands to Redis, by operation"),
            Map.entry("r2dbc.pool.acquired", "Connections to PostgreSQL that are in use"),
            Map.entry("r2dbc.pool.allocated", "Connections to PostgreSQL that are open"),
            Map.entry("r2dbc.pool.idle", "Connections to PostgreSQL that nobody uses"),
            Map.entry("r2dbc.pool.pending", "Callers that wait for a connection to PostgreSQL"),
            Map.entry("r2dbc.pool.max.allocated", "Connections to PostgreSQL that may be open"),
            Map.entry("r2dbc.pool.max.pending", "Callers that may wait for a connection to PostgreSQL"),
            Map.entry("spring.security", "What the chain of Spring Security does"),
            Map.entry("tasks.scheduled.execution", "Runs of scheduled tasks"),
            Map.entry("resilience4j", "A breaker or limit of Resilience4j"),
            Map.entry("reactor.netty", "Connections and loops of Reactor Netty")));

    @Bean
    static MeterFilter helpForFiguresOfLibraries() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id figure) {
                return figure.getDescription() == null ? described(figure) : figure;
            }
        };
    }

    private static Meter.Id described(Meter.Id figure) {
        for (Map.Entry<String, String> words = WORDS.floorEntry(figure.getName());
                words != null;
                words = WORDS.lowerEntry(words.getKey())) {
            if (figure.getName().startsWith(words.getKey())) {
                return new Meter.Id(
                        figure.getName(),
                        Tags.of(figure.getTagsAsIterable()),
                        figure.getBaseUnit(),
                        words.getValue(),
                        figure.getType());
            }
        }
        return figure;
    }
}
