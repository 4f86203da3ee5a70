package io.wellspring.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.refusal.Refusal;
import io.wellspring.testing.TestDatabase;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Walks through a change of the phone keys, with nodes of neighbouring stages running side by side. */
class PhoneKeyRotationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KEY_IN_USE_SECONDS = 3;
    private static final String OLD = key("old");
    private static final String FRESH = key("fresh");
    private static final List<String> STAGES = List.of(OLD, OLD + "," + FRESH, FRESH + "," + OLD, FRESH);

    private final AtomicInteger next = new AtomicInteger(10_000_000);
    private final Map<Phone, Long> members = new HashMap<>();
    private TestDatabase database;

    @BeforeEach
    void create() {
        database = TestDatabase.create();
    }

    @Test
    void everybodyIsFoundAtEveryStageAndInTheEndTheOldKeyMayGo() throws Exception {
        for (int stage = 0; stage < STAGES.size(); stage++) {
            try (PhoneNode before = node(Math.max(0, stage - 1)).started();
                    PhoneNode after = node(stage).started()) {
                join(before, 30);
                join(after, 30);
                joinWhileRotating(before, after);
                assertThat(everybodyIsFoundBy(before)).isTrue();
                assertThat(everybodyIsFoundBy(after)).isTrue();
            }
            try (PhoneNode alone = node(stage)) {
                untilOthersAreForgotten(alone);
                alone.rotate();
                assertThat(everybodyIsFoundBy(alone)).isTrue();
                assertThat(alone.figures().numbers()).isEqualTo(members.size());
                sweep(alone);
            }
        }
        assertThat(keysInUse()).containsExactly("fresh");
        assertThat(database.jdbc()
                        .sql("SELECT count(*) FROM member_phone")
                        .query(Long.class)
                        .single())
                .isEqualTo(members.size());
    }

    @Test
    void theFiguresTellWhenTheOldKeyMayGo() throws Exception {
        try (PhoneNode first = node(0).started()) {
            join(first, 100);
        }
        try (PhoneNode second = node(1)) {
            assertThat(second.figures().toDo()).isEqualTo(100);
            second.rotate();
            assertThat(mayGo(second, "old")).isFalse();
        }
        try (PhoneNode third = node(2)) {
            assertThat(mayGo(third, "old")).isFalse();
            untilOthersAreForgotten(third);
            third.rotate();
            assertThat(mayGo(third, "old")).isTrue();
            assertThat(mayGo(third, "fresh")).isFalse();
        }
    }

    @Test
    void aWishThatWaitsForAnOperatorKeepsItsNumberThroughAChangeOfKeys() throws Exception {
        Phone wished = phone();
        long wish;
        try (PhoneNode first = node(0).started()) {
            wish = first.ask(first.register(phone()), wished);
        }
        try (PhoneNode tooSoon = node(3)) {
            assertThatThrownBy(tooSoon::started).isInstanceOf(PhoneKeysRefused.class);
        }
        try (PhoneNode third = node(2)) {
            assertThat(third.wished(wish)).isEqualTo(wished);
            untilOthersAreForgotten(third);
            third.rotate();
            assertThat(mayGo(third, "old")).isTrue();
        }
        try (PhoneNode last = node(3).started()) {
            assertThat(last.wished(wish)).isEqualTo(wished);
        }
    }

    @Test
    void ofManyWhoMoveToOneNumberAtOnceOneGetsIt() throws Exception {
        try (PhoneNode one = node(1);
                PhoneNode other = node(2)) {
            Phone wanted = phone();
            List<Mono<String>> moves = new ArrayList<>();
            for (int n = 0; n < 16; n++) {
                PhoneNode node = n % 2 == 0 ? one : other;
                moves.add(node.change(node.register(phone()), wanted)
                        .thenReturn("moved")
                        .onErrorResume(Refusal.class, refusal -> Mono.just(String.valueOf(refusal.getMessage()))));
            }
            List<String> outcomes =
                    Flux.merge(Flux.fromIterable(moves), 16).collectList().block(PATIENCE);
            assertThat(outcomes).filteredOn("moved"::equals).hasSize(1);
            assertThat(outcomes).filteredOn("phone-already-registered"::equals).hasSize(15);
        }
    }

    @Test
    void aStartThatCouldNotReadOrFindEverybodyEndsWithOneSentence() throws Exception {
        try (PhoneNode first = node(0).started()) {
            join(first, 3);
        }
        try (PhoneNode tooSoon = node(3)) {
            assertThatThrownBy(tooSoon::started)
                    .isInstanceOf(PhoneKeysRefused.class)
                    .hasMessage("WELLSPRING_PHONE_KEYS lacks the key \"old\", under which phone numbers are still"
                            + " encrypted: add it again, after the first.");
        }
        database.jdbc()
                .sql("UPDATE member SET phone = decode(:hex, 'hex')")
                .param("hex", encryptedUnderFresh())
                .update();
        try (PhoneNode unfound = node(3)) {
            assertThatThrownBy(unfound::started)
                    .isInstanceOf(PhoneKeysRefused.class)
                    .hasMessageContaining("without which some members cannot be found");
        }
    }

    @Test
    void oneNumberHasOneMemberWhicheverKeysTheNodesHave() throws Exception {
        for (int stage = 1; stage < STAGES.size(); stage++) {
            try (PhoneNode one = node(stage - 1);
                    PhoneNode other = node(stage)) {
                for (int n = 0; n < 20; n++) {
                    Phone phone = phone();
                    List<String> outcomes = Flux.merge(outcome(one, phone), outcome(other, phone))
                            .collectList()
                            .block(PATIENCE);
                    assertThat(outcomes).containsExactlyInAnyOrder("joined", "phone-already-registered");
                }
            }
        }
    }

    private void joinWhileRotating(PhoneNode before, PhoneNode after) throws SQLException {
        Map<Phone, Mono<Member>> joining = new HashMap<>();
        for (int n = 0; n < 40; n++) {
            Phone phone = phone();
            joining.put(phone, (n % 2 == 0 ? before : after).registration(phone));
        }
        Mono<Void> rotation = Flux.range(0, 20)
                .concatMap(n ->
                        Mono.fromRunnable((n % 2 == 0 ? before : after)::beat).subscribeOn(Schedulers.boundedElastic()))
                .then();
        Mono<List<Map.Entry<Phone, Long>>> joined = Flux.fromIterable(joining.entrySet())
                .flatMap(entry -> entry.getValue().map(member -> Map.entry(entry.getKey(), member.id())), 4)
                .collectList();
        Mono.zip(joined, rotation.thenReturn(true))
                .map(both -> both.getT1())
                .blockOptional(PATIENCE)
                .orElseThrow()
                .forEach(entry -> members.put(entry.getKey(), entry.getValue()));
    }

    private static Mono<String> outcome(PhoneNode node, Phone phone) {
        return node.registration(phone)
                .map(member -> "joined")
                .onErrorResume(Refusal.class, refusal -> Mono.just(String.valueOf(refusal.getMessage())));
    }

    private void join(PhoneNode node, int count) {
        for (int n = 0; n < count; n++) {
            Phone phone = phone();
            members.put(phone, node.register(phone));
        }
    }

    private boolean everybodyIsFoundBy(PhoneNode node) {
        List<Phone> lost = new ArrayList<>();
        members.forEach((phone, id) -> {
            if (node.find(phone) != id || !node.numberOf(id).equals(phone)) {
                lost.add(phone);
            }
        });
        return lost.isEmpty();
    }

    private static boolean mayGo(PhoneNode node, String id) {
        return node.figures().keys().stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow()
                .mayGo();
    }

    private List<String> keysInUse() {
        return database.jdbc()
                .sql("SELECT DISTINCT phone_key FROM member UNION SELECT DISTINCT key_id FROM member_phone")
                .query(String.class)
                .list();
    }

    private String encryptedUnderFresh() {
        byte[] encrypted = new PhoneCipher(PhoneKey.list(FRESH), new SecureRandom()).encrypt(phone());
        return HexFormat.of().formatHex(encrypted);
    }

    private static void untilOthersAreForgotten(PhoneNode node) throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(KEY_IN_USE_SECONDS).toMillis() + 200);
        node.beat();
    }

    /** Long enough for a round through all members: hashes under a retired key are in nobody's way, and go by and by. */
    private void sweep(PhoneNode node) {
        for (int members = 0; members < this.members.size(); members += 20) {
            node.beat();
        }
    }

    private PhoneNode node(int stage) {
        return new PhoneNode(database, STAGES.get(stage), KEY_IN_USE_SECONDS);
    }

    private Phone phone() {
        return Phone.parse("137" + next.getAndIncrement());
    }

    private static String key(String id) {
        byte[] secret = new byte[PhoneKey.BYTES];
        new SecureRandom().nextBytes(secret);
        return id + ":" + Base64.getEncoder().encodeToString(secret);
    }
}
