package io.wellspring.auth.caller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskedAddressTest {

    @Test
    void halfOfAnAddressIsShownAndNoHouseholdCanBeTold() {
        assertThat(MaskedAddress.of("203.0.113.7")).isEqualTo("203.0.*.*");
        assertThat(MaskedAddress.of("20010db800010002/64")).isEqualTo("2001:db8:*");
        assertThat(MaskedAddress.of("unknown")).isEqualTo("unknown");
        assertThat(MaskedAddress.of("203.0.113.7.example")).isEqualTo("unknown");
    }
}
