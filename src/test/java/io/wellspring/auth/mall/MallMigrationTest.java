package io.wellspring.auth.mall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.auth.caller.OperatorRequest;
import io.wellspring.auth.caller.Secrets;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.testing.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.json.JsonMapper;

/** Malls that were made by the version before, or by a node of it that still runs, go on as they are. */
class MallMigrationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final OperatorRequest OPERATOR = OperatorRequest.by(new SignedIn(SignedIn.Kind.OPERATOR, "1", null));

    private final GenericApplicationContext context = new GenericApplicationContext();
    private final TestDatabase database = TestDatabase.empty();
    private MallSecrets secrets;
    private MallChanges changes;

    @BeforeEach
    void theSchemaOfTheVersionBefore() {
        database.migrateTo("24?");
        database.register(context);
        context.refresh();
        DatabaseClient client = context.getBean(DatabaseClient.class);
        secrets = new MallSecrets(client);
        changes = new MallChanges(
                new Malls(client),
                secrets,
                new MallActions(client, new JsonMapper()),
                new Secrets(new SecureRandom()),
                new MallSettings(168, 5),
                context.getBean(TransactionalOperator.class));
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void aMallOfTheVersionBeforeKeepsItsNameAndItsSecret() {
        makeAsBefore("3f9c2a7kq0xv", "first");
        makeAsBefore("ended", "other");
        database.jdbc()
                .sql("UPDATE client SET disabled_at = now() WHERE id = 'ended'")
                .update();

        database.migrateTo("25");

        assertThat(secrets.proved("3f9c2a7kq0xv", "first").block(PATIENCE)).isPositive();
        assertThatThrownBy(() -> secrets.proved("3f9c2a7kq0xv", "other").block(PATIENCE))
                .hasMessage("sign-in-failed");
        assertThatThrownBy(() -> secrets.proved("ended", "other").block(PATIENCE))
                .hasMessage("mall-ended");
    }

    @Test
    void aMallThatANodeOfTheVersionBeforeMakesMeanwhileSignsInEverywhere() {
        database.migrateTo("25");
        makeAsBefore("meanwhile", "first");

        assertThat(secrets.proved("meanwhile", "first").block(PATIENCE)).isPositive();
        assertThat(isKnownAsBefore("meanwhile", "first")).isTrue();
    }

    @Test
    void nodesOfTheVersionBeforeKnowTheNewestSecretAndNoneThatHasEnded() {
        database.migrateTo("25");
        MallTerms terms = new MallTerms("Tea mall", new TreeSet<>(List.of(1L)), 100);
        var first = changes.create(OPERATOR, terms).block(PATIENCE);
        assertThat(isKnownAsBefore(first.mallId(), first.secret())).isTrue();

        var second = changes.addSecret(OPERATOR, first.mallId(), 24).block(PATIENCE);
        assertThat(isKnownAsBefore(first.mallId(), first.secret())).isFalse();
        assertThat(isKnownAsBefore(first.mallId(), second.secret())).isTrue();

        changes.endSecret(OPERATOR, first.mallId(), second.secretId()).block(PATIENCE);
        assertThat(isKnownAsBefore(first.mallId(), second.secret())).isFalse();
    }

    private void makeAsBefore(String id, String secret) {
        database.jdbc()
                .sql(
                        "INSERT INTO client (id, name, secret_hash, plan_ids, daily_limit) VALUES (?, 'Tea mall', ?, '{1}', 100)")
                .params(id, Secrets.hash(secret))
                .update();
    }

    private boolean isKnownAsBefore(String id, String secret) {
        return database.jdbc()
                .sql("SELECT secret_hash = ? FROM client WHERE id = ? AND disabled_at IS NULL")
                .params(Secrets.hash(secret), id)
                .query(Boolean.class)
                .single();
    }
}
