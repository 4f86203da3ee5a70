package io.wellspring.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets the sentence stand alone, where Spring Boot would print a stack trace. */
final class NodeRightsRefusedAnalyzer extends AbstractFailureAnalyzer<NodeRightsRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, NodeRightsRefused refused) {
        return new FailureAnalysis(
                String.valueOf(refused.getMessage()), "Mend the role in PostgreSQL and start again.", failure);
    }
}
