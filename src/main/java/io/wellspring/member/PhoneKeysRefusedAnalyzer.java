package io.wellspring.member;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets the sentence stand alone, where Spring Boot would print a stack trace. */
final class PhoneKeysRefusedAnalyzer extends AbstractFailureAnalyzer<PhoneKeysRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, PhoneKeysRefused refused) {
        return new FailureAnalysis(
                String.valueOf(refused.getMessage()), "Set the keys in the environment and start again.", failure);
    }
}
