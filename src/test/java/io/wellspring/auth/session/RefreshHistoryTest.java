package io.wellspring.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.Secrets;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.member.Members;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import io.wellspring.testing.Platform;
import io.wellspring.testing.Seeds;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Random exchanges of one family's tokens, in turn and at once, each answer foretold by a plain model. */
@WellspringTest
class RefreshHistoryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int STEPS = 60;
    private static final int GRACE_SECONDS = 60;
    private static final String ENDED = "session-ended";

    @Autowired
    Members members;

    @Autowired
    SessionOpening opening;

    @Autowired
    Renewal renewal;

    @Autowired
    TransactionalOperator tx;

    @Autowired
    DatabaseClient database;

    /** The rule of refresh tokens in a few lines: a line of tokens, the last one unused. */
    private static final class Model {

        private final List<String> line = new ArrayList<>();
        private long newestIsOldSeconds;
        private boolean ended;

        Model(String first) {
            line.add(first);
        }

        /** The token that an exchange must give; null for a new one. */
        String foretell(String used) {
            int place = line.indexOf(used);
            if (ended) {
                return ENDED;
            }
            if (place == line.size() - 1) {
                return null;
            }
            boolean lostAnswer = place == line.size() - 2 && newestIsOldSeconds < GRACE_SECONDS;
            ended = !lostAnswer;
            return lostAnswer ? line.get(line.size() - 1) : ENDED;
        }

        void succeed(String successor) {
            assertThat(line).doesNotContain(successor);
            line.add(successor);
            newestIsOldSeconds = 0;
        }
    }

    static java.util.stream.LongStream seeds() {
        return Seeds.some(12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyExchangeIsAnsweredAsTheRuleSays(long seed) {
        Random random = new Random(seed);
        Model model = new Model(begin());
        for (int step = 0; step < STEPS; step++) {
            // What has ended is asked a few times more, for it must stay so.
            if (model.ended && random.nextInt(3) == 0) {
                model = new Model(begin());
            }
            String token = choose(model, random);
            switch (random.nextInt(10)) {
                case 0, 1 -> pass(model, 20 + random.nextInt(60));
                case 2, 3 -> exchangeAtOnce(model, token, 2 + random.nextInt(4));
                default -> exchange(model, token);
            }
        }
    }

    /** Mostly the newest or the one before, as apps do; seldom an old one, as a thief would. */
    private static String choose(Model model, Random random) {
        int last = model.line.size() - 1;
        int back = random.nextInt(40);
        int place = back < 26 ? last : back < 39 ? last - 1 : random.nextInt(last + 1);
        return model.line.get(Math.max(0, place));
    }

    private void exchange(Model model, String token) {
        String expected = model.foretell(token);
        String answer = renew(token).block(PATIENCE);
        if (expected == null) {
            assertThat(answer).isNotEqualTo(ENDED);
            model.succeed(answer);
        } else {
            assertThat(answer).isEqualTo(expected);
        }
    }

    /** Whoever is first makes the successor, and the others are repeats of it. */
    private void exchangeAtOnce(Model model, String token, int times) {
        String expected = model.foretell(token);
        List<String> answers = Flux.range(0, times)
                .flatMap(n -> renew(token), times)
                .collectList()
                .block(PATIENCE);
        assertThat(answers).hasSize(times);
        assertThat(answers.stream().distinct()).hasSize(1);
        if (expected == null) {
            assertThat(answers).doesNotContain(ENDED);
            model.succeed(answers.get(0));
        } else {
            assertThat(answers.get(0)).isEqualTo(expected);
        }
    }

    private void pass(Model model, int seconds) {
        database.sql("""
                        UPDATE refresh_token SET used_at = used_at - make_interval(secs => :seconds)
                        WHERE session_id = (SELECT session_id FROM refresh_token WHERE hash = :first)
                        """)
                .bind("seconds", seconds)
                .bind("first", Secrets.hash(model.line.get(0)))
                .then()
                .block(PATIENCE);
        model.newestIsOldSeconds += seconds;
    }

    private Mono<String> renew(String token) {
        return renewal.renew(token, "192.0.2.1")
                .map(tokens -> Objects.requireNonNull(tokens.refreshToken()))
                .onErrorResume(Refusal.class, refused -> Mono.just(String.valueOf(refused.getMessage())));
    }

    private String begin() {
        Origin origin = Origin.at("192.0.2.1");
        return Objects.requireNonNull(members.register(Phone.parse(Platform.freshPhone()), null)
                .flatMap(member -> opening.open(SignedIn.Kind.MEMBER, String.valueOf(member.id()), origin))
                .as(tx::transactional)
                .map(opened -> Objects.requireNonNull(opened.tokens().refreshToken()))
                .block(PATIENCE));
    }
}
