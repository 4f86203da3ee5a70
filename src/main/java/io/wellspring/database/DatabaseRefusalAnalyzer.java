package io.wellspring.database;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence why migrations got no connection to PostgreSQL, where Spring Boot would print a stack trace. */
final class DatabaseRefusalAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    private static final String ACTION = "Mend that and start again.";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException refusal) {
        String sentence = sentence(refusal, Objects.toString(refusal.getSQLState(), ""));
        return sentence == null ? null : new FailureAnalysis(sentence, ACTION, failure);
    }

    private static @Nullable String sentence(SQLException refusal, String state) {
        String told = String.valueOf(refusal.getMessage());
        if (!state.startsWith("08")) {
            return ofSignIn(state, told);
        }
        if (told.contains("could not be verified")) {
            return "The certificate of PostgreSQL is not for the host that WELLSPRING_DATABASE names.";
        }
        if (isUntrusted(refusal)) {
            return "The certificate of PostgreSQL is signed by none of those in the file that WELLSPRING_DATABASE_CA"
                    + " names, or its time is over.";
        }
        if (told.contains("does not support SSL")) {
            return "PostgreSQL offers no TLS, and WELLSPRING_DATABASE_TLS asks for it.";
        }
        return "Nobody answers as PostgreSQL where WELLSPRING_DATABASE says it is: " + told;
    }

    private static @Nullable String ofSignIn(String state, String told) {
        return switch (state) {
            case "28P01", "28000" ->
                "PostgreSQL lets nobody in as the role of migrations, which is WELLSPRING_DATABASE_OWNER where it is set and"
                        + " WELLSPRING_DATABASE_USER otherwise: " + told;
            case "3D000" -> "PostgreSQL has no database of the name that WELLSPRING_DATABASE gives.";
            default -> null;
        };
    }

    private static boolean isUntrusted(Throwable refusal) {
        return Stream.iterate(refusal, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof CertPathValidatorException || cause instanceof CertPathBuilderException);
    }
}
