package io.wellspring.auth.account;

import io.wellspring.api.Id;
import io.wellspring.member.Member;
import java.time.Instant;

/** What members see of themselves. Who invited them stays with the platform. */
record Profile(String id, String phone, String referralCode, Instant joinedAt) {

    static Profile of(Member member) {
        return new Profile(Id.format(member.id()), member.phone(), member.referralCode(), member.joinedAt());
    }
}
