package io.wellspring.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.refusal.Refusal;
import io.wellspring.testing.WellspringTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@WellspringTest
class MembersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    Members members;

    @Autowired
    TransactionalOperator tx;

    @Autowired
    DatabaseClient db;

    @Test
    void ofManyWhoRegisterOneNumberAtOnceExactlyOneWins() {
        Phone phone = Phone.parse("13900130001");
        List<String> outcomes = now(Flux.range(0, 16)
                .flatMap(
                        i -> members.register(phone, null)
                                .as(tx::transactional)
                                .map(member -> "joined")
                                .onErrorResume(Refusal.class, refusal -> Mono.just(refusal.getMessage())),
                        16)
                .collectList());
        assertThat(outcomes).filteredOn("joined"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("phone-already-registered"::equals).hasSize(15);
        assertThat(now(members.findByPhone(phone))).isGreaterThan(10_000);
    }

    @Test
    void aReferrerIsTheOlderMemberAndCannotBeOtherwise() {
        Member inviter = join("13900130002", null);
        Member invited = join("13900130003", inviter.referralCode());
        assertThat(invited.referrerId()).isEqualTo(inviter.id());
        assertThatThrownBy(() -> now(db.sql("UPDATE member SET referrer_id = :later WHERE id = :id")
                        .bind("later", invited.id())
                        .bind("id", inviter.id())
                        .fetch()
                        .rowsUpdated()))
                .hasMessageContaining("member_referrer_is_older");
    }

    @Test
    void aReferralCodeMayBeTypedWithTheLettersThatLookLikeDigits() {
        assertThat(ReferralCodes.normalise(" oil0abcd ")).isEqualTo("0110ABCD");
    }

    @Test
    void manyAreLookedUpInOneQuery() {
        Member inviter = join("13900130004", null);
        Member invited = join("13900130005", inviter.referralCode());
        Set<Long> ids = Set.of(inviter.id(), invited.id(), 1L);
        assertThat(now(members.referrersOf(ids))).isEqualTo(Map.of(invited.id(), inviter.id()));
        assertThat(now(members.existing(ids))).containsExactlyInAnyOrder(inviter.id(), invited.id());
        List<Phone> phones =
                List.of(Phone.parse("13900130004"), Phone.parse("+8613900130005"), Phone.parse("13900139999"));
        assertThat(now(members.idsByPhone(phones)))
                .isEqualTo(Map.of("+8613900130004", inviter.id(), "+8613900130005", invited.id()));
        assertThat(now(members.idsByPhone(List.of()))).isEmpty();
        assertThat(now(members.existing(List.of()))).isEmpty();
    }

    @Test
    void aMemberIsSeenWithAMaskedNumber() {
        Member joined = join("13900130006", null);
        assertThat(now(members.findById(joined.id()))).isEqualTo(joined);
        assertThat(joined.phone()).isEqualTo("139****0006");
    }

    @Test
    void aNumberIsKeptUnderTheHashOfEveryActiveKey() {
        Member joined = join("13900130008", null);
        assertThat(now(db.sql("SELECT length(hash) || ' ' || key_id FROM member_phone WHERE member_id = :id")
                        .bind("id", joined.id())
                        .mapValue(String.class)
                        .all()
                        .collectList()))
                .containsExactlyInAnyOrder("32 new", "32 old");
    }

    @Test
    void noTableHoldsANumberInClear() {
        join("13900130007", null);
        String hex = HexFormat.of().formatHex("13900130007".getBytes(StandardCharsets.US_ASCII));
        for (String table : List.of("member", "member_phone")) {
            String all = String.join(
                    "\n",
                    now(db.sql("SELECT t::text FROM " + table + " AS t")
                            .mapValue(String.class)
                            .all()
                            .collectList()));
            assertThat(all).isNotEmpty().doesNotContain("13900130007").doesNotContain(hex);
        }
    }

    private Member join(String phone, String referralCode) {
        return now(members.register(Phone.parse(phone), referralCode).as(tx::transactional));
    }

    private static <T> T now(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE));
    }
}
