package io.wellspring.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets the sentences stand alone, where Spring Boot would print a stack trace. */
final class SettingsRefusedAnalyzer extends AbstractFailureAnalyzer<SettingsRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, SettingsRefused refused) {
        return new FailureAnalysis(
                String.valueOf(refused.getMessage()), "Set them in the environment and start again.", failure);
    }
}
