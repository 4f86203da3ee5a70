package io.wellspring.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.member.Member;
import io.wellspring.member.MemberStates;
import io.wellspring.member.Members;
import io.wellspring.member.Phone;
import io.wellspring.member.PhoneChange;
import io.wellspring.member.PhoneChanges;
import io.wellspring.sms.SmsMessage;
import io.wellspring.sms.SmsSender;
import io.wellspring.sms.Template;
import io.wellspring.testing.Servers;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("local")
class LocalPagesTest {

    private static final String MOVABLE_CLOCK = "classpath:db/migration,classpath:local/migration";

    @Autowired
    private SmsSender sender;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Members members;

    @Autowired
    private MemberStates states;

    @Autowired
    private PhoneChanges changes;

    @LocalServerPort
    private int port;

    private WebTestClient browser;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Servers.settings().forEach((name, value) -> registry.add(name, () -> value));
        String database = Servers.emptyDatabase("local_pages");
        registry.add("WELLSPRING_DATABASE", () -> database);
        registry.add("WELLSPRING_SMS_SENDER", () -> "outbox");
        registry.add("spring.flyway.locations", () -> MOVABLE_CLOCK);
    }

    @BeforeEach
    void connect() {
        browser =
                WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }

    @Test
    void theOutboxAnswersJsonUnlessABrowserAsks() {
        sender.send(SmsMessage.code("+8613800138000", Template.REGISTER, "<b>424242"))
                .block();

        browser.get()
                .uri("/local/sms?phone=13800138000")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_JSON)
                .expectBody()
                .jsonPath("$.items[0].phone")
                .isEqualTo("+8613800138000")
                .jsonPath("$.items[0].code")
                .isEqualTo("<b>424242")
                .jsonPath("$.items[0].sentAt")
                .value(String.class, sentAt -> assertThat(Instant.parse(sentAt)).isBefore(Instant.now()));

        browser.get()
                .uri("/local/sms?phone=+8613800138000")
                .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .exchange()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("&lt;b&gt;424242").doesNotContain("<b>"));
    }

    @Test
    void aPageFromElsewhereThatPointsItsNameHereSeesNothing() {
        for (String path : new String[] {"/local/sms", "/local/clock", "/v1/plans"}) {
            browser.get()
                    .uri(path)
                    .header("Host", "evil.example")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(HttpStatus.MISDIRECTED_REQUEST)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("host-not-served");
        }
        browser.get()
                .uri("/local/sms")
                .header("Host", "localhost:" + port)
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void theAddressAloneLeadsToTheReaderOfTheApi() {
        browser.get()
                .uri("/")
                .header("Accept", "text/html,*/*;q=0.8")
                .exchange()
                .expectStatus()
                .isFound()
                .expectHeader()
                .location("/swagger-ui.html");
    }

    @Test
    void theClockMovesForwardAndColumnDefaultsWithIt() {
        Instant before = now();

        browser.post()
                .uri("/local/clock")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"advance\":\"P1D\"}")
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(Duration.between(before, now()))
                .isBetween(Duration.ofDays(1), Duration.ofDays(1).plusMinutes(1));
        assertThat(database.sql("""
                                INSERT INTO plan (kind, name, zone, open_day, state)
                                VALUES ('EQUITY', 'one', 'Asia/Shanghai', '2026-01-01', '{}')
                                RETURNING created_at > now() + interval '23 hours' AS moved
                                """)
                        .map(row -> row.get("moved", Boolean.class))
                        .one()
                        .block())
                .isTrue();
    }

    @Test
    void whatMembersDidIsOfTheMovedClockAndTheirSessionsEndByTheTrueOne() {
        database.sql("UPDATE local_clock SET offset_seconds = 86400").then().block();
        try {
            Member member = Objects.requireNonNull(
                    members.register(Phone.parse("13800138044"), null).block());
            PhoneChange wish = Objects.requireNonNull(
                    changes.ask(member.id(), Phone.parse("13800138045")).block());
            changes.cancelAllOf(member.id()).block();
            PhoneChange decided = Objects.requireNonNull(
                    changes.of(member.id(), Long.MAX_VALUE, 1).blockFirst());
            assertThat(List.of(wish.askedAt(), Objects.requireNonNull(decided.decidedAt())))
                    .allSatisfy(at -> assertThat(Duration.between(member.joinedAt(), at))
                            .isBetween(Duration.ZERO, Duration.ofMinutes(1)));
            states.close(member.id()).block();
            assertThat(isAhead("SELECT closed_at AS at FROM member WHERE id = " + member.id()))
                    .isTrue();
            assertThat(isAhead("INSERT INTO member_deed (member_id, operator_id, kind) VALUES (" + member.id()
                            + ", '1', 'LOCKED') RETURNING done_at AS at"))
                    .isTrue();
            for (String shown : List.of("created_at", "last_used_at")) {
                assertThat(isAhead("INSERT INTO session (id, kind, subject_id, expires_at)"
                                + " VALUES (gen_random_uuid(), 'MEMBER', '0', now()) RETURNING " + shown + " AS at"))
                        .isTrue();
            }
        } finally {
            database.sql("UPDATE local_clock SET offset_seconds = 0").then().block();
        }
    }

    @Test
    void aStepBackIsRefused() {
        browser.post()
                .uri("/local/clock")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"advance\":\"-P1D\"}")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid-field")
                .jsonPath("$.about.field")
                .isEqualTo("advance");
    }

    @Test
    void theClockIsAtMostACenturyAhead() {
        database.sql("UPDATE local_clock SET offset_seconds = 36525 * 86400::bigint - 5")
                .then()
                .block();
        try {
            browser.post()
                    .uri("/local/clock")
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("{\"advance\":\"PT10S\"}")
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        } finally {
            database.sql("UPDATE local_clock SET offset_seconds = 0").then().block();
        }
    }

    private Instant now() {
        return browser.get()
                .uri("/local/clock")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(ClockController.Now.class)
                .returnResult()
                .getResponseBody()
                .now();
    }

    private Boolean isAhead(String statement) {
        return database.sql(statement)
                .map(row -> row.get("at", OffsetDateTime.class))
                .one()
                .map(at -> at.isAfter(OffsetDateTime.now().plusHours(23)))
                .block();
    }
}
