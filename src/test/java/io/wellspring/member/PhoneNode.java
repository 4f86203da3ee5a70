package io.wellspring.member;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wellspring.testing.TestDatabase;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** One node of the application, as far as members' numbers go; several with different keys can share a database. */
final class PhoneNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    /** @param keyInUseSeconds how long after a node's last word its keys still count as in use */
    PhoneNode(TestDatabase database, String keys, int keyInUseSeconds) {
        this.database = database;
        database.register(context);
        context.registerBean(SecureRandom.class);
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(SimpleMeterRegistry.class);
        context.registerBean(
                MemberSettings.class,
                () -> new MemberSettings(keys, 7, new MemberSettings.Rotation(20, 3, 1, 0, keyInUseSeconds, 300)));
        context.registerBean(
                PhoneCipher.class, () -> new PhoneCipher(PhoneKey.list(keys), context.getBean(SecureRandom.class)));
        context.register(
                PhoneNumbers.class,
                PhoneChanges.class,
                PhoneKeyUse.class,
                PhoneRotation.class,
                PhoneKeyFigures.class,
                PhoneKeyCheck.class,
                ReferralCodes.class,
                Members.class);
        context.refresh();
    }

    /** Looks at what is stored before it serves, as a start does. */
    PhoneNode started() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            context.getBean(PhoneKeyCheck.class).check(connection);
        }
        beat();
        return this;
    }

    Mono<Member> registration(Phone phone) {
        return context.getBean(Members.class).register(phone, null).as(inTransaction()::transactional);
    }

    long register(Phone phone) {
        return now(registration(phone)).id();
    }

    /** The member with this number, or zero. */
    long find(Phone phone) {
        return now(context.getBean(Members.class).findByPhone(phone).defaultIfEmpty(0L));
    }

    Phone numberOf(long member) {
        return now(context.getBean(PhoneNumbers.class).of(member));
    }

    /** Lets a wish for another number wait. @return its id */
    long ask(long member, Phone phone) {
        return now(context.getBean(PhoneChanges.class).ask(member, phone).as(inTransaction()::transactional))
                .id();
    }

    /** The number that a wish waits for. */
    Phone wished(long wish) {
        return now(context.getBean(PhoneChanges.class).hold(wish).as(inTransaction()::transactional));
    }

    Mono<Void> change(long member, Phone phone) {
        return context.getBean(PhoneNumbers.class).change(member, phone).as(inTransaction()::transactional);
    }

    void beat() {
        context.getBean(PhoneRotation.class).beat().block(PATIENCE);
    }

    PhoneKeyFigures.Figures figures() {
        return now(context.getBean(PhoneKeyFigures.class).read());
    }

    /** Beats until nothing is left to do. */
    void rotate() throws InterruptedException {
        for (int beats = 0; figures().toDo() > 0; beats++) {
            if (beats > 500) {
                throw new AssertionError("The numbers do not follow: " + figures());
            }
            beat();
            Thread.sleep(10);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private TransactionalOperator inTransaction() {
        return context.getBean(TransactionalOperator.class);
    }

    private static <T> T now(Mono<T> asked) {
        return Objects.requireNonNull(asked.block(PATIENCE));
    }
}
