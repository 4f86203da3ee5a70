package io.wellspring.limit;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Lets the sentence stand alone, before Spring Boot's own analyzers tell of beans. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MalformedNetworkAnalyzer extends AbstractFailureAnalyzer<MalformedNetwork> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, MalformedNetwork malformed) {
        return new FailureAnalysis(
                String.valueOf(malformed.getMessage()), "Put it right in the environment and start again.", failure);
    }
}
