package io.wellspring.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

    @Test
    void addressesOfOneHouseholdCountAsOne() throws UnknownHostException {
        assertThat(ClientAddress.network(InetAddress.getByName("2001:db8:1:2::5")))
                .isEqualTo(ClientAddress.network(InetAddress.getByName("2001:db8:1:2:ffff::9")))
                .isNotEqualTo(ClientAddress.network(InetAddress.getByName("2001:db8:1:3::5")));
        assertThat(ClientAddress.network(InetAddress.getByName("::ffff:192.0.2.7")))
                .isEqualTo("192.0.2.7");
    }
}
