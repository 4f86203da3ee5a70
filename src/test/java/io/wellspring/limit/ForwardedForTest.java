package io.wellspring.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class ForwardedForTest {

    private static final List<String> OUR_PROXIES =
            List.of("10.0.0.0/8", "192.0.2.7", "2001:db8:ffff::/48", "fe80::/10");

    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            203.0.113.5                          | 10.0.0.1 | 203.0.113.5
            203.0.113.5, 10.0.0.2, 192.0.2.7     | 10.0.0.1 | 203.0.113.5
            203.0.113.5 ,10.0.0.2                | 10.0.0.1 | 203.0.113.5
            203.0.113.5:4711                     | 10.0.0.1 | 203.0.113.5
            [2001:db8:1:2::5]:443                | 10.0.0.1 | 20010db800010002/64
            [2001:db8:1:2::5]                    | 10.0.0.1 | 20010db800010002/64
            2001:db8:1:2::5                      | 10.0.0.1 | 20010db800010002/64
            ::ffff:203.0.113.5                   | 10.0.0.1 | 203.0.113.5
            [::ffff:203.0.113.5]:80              | 10.0.0.1 | 203.0.113.5
            203.0.113.5, ::ffff:10.0.0.2         | 10.0.0.1 | 203.0.113.5
            203.0.113.5, 2001:db8:ffff::1        | 10.0.0.1 | 203.0.113.5
            203.0.113.5, fe80::1%eth0            | 10.0.0.1 | 203.0.113.5
            203.0.113.5, [fe80::1%eth0]:8080     | 10.0.0.1 | 203.0.113.5
            10.0.0.3, 10.0.0.2                   | 10.0.0.1 | 10.0.0.3
            203.0.113.5                          | 2001:db8:ffff::9 | 203.0.113.5
            """)
    void theFirstHopFromTheRightThatIsNoProxyOfOursIsTheClient(String header, String neighbour, String client) {
        assertThat(clientOf(neighbour, header)).isEqualTo(client);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"198.51.100.1, 203.0.113.5", "10.0.0.2, 203.0.113.5", "127.0.0.1,,203.0.113.5", "x, 203.0.113.5"
            })
    void whatTheClientWroteInFrontIsNotBelieved(String header) {
        assertThat(clientOf("10.0.0.1", header)).isEqualTo("203.0.113.5");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"198.51.100.1", "10.0.0.2", "192.0.2.7, 10.0.0.2", "nonsense"})
    void theHeaderOfAStrangerIsNotRead(String header) {
        assertThat(clientOf("203.0.113.9", header)).isEqualTo("203.0.113.9");
        assertThat(clientOf("192.0.2.8", header)).isEqualTo("192.0.2.8");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "localhost",
                "client.example.com",
                "unknown",
                "_hidden",
                "10",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "010.1.1.1",
                "0x7f.1",
                "2130706433",
                "1.2.3.4:",
                "1.2.3.4:99999",
                "1.2.3.4:-1",
                "1.2.3.4:x",
                "[1.2.3.4",
                "[::1",
                "::1]",
                "[::1]x",
                "[]:80",
                "[]",
                ":",
                ":::",
                "1::2::3",
                "12345::",
                "::ffff:1.2.3",
                "1.2.3.4%eth0",
                "fe80::1%",
                "1.2.3.4/32",
                "\"203.0.113.5\"",
                "for=203.0.113.5",
                "203.0.113.5;10.0.0.2",
                "１.2.3.4"
            })
    void whatCannotBeReadEndsTheWalkAtTheLastHopThatIsKnown(String malformed) {
        assertThat(clientOf("10.0.0.1", malformed)).isEqualTo("10.0.0.1");
        assertThat(clientOf("10.0.0.1", "203.0.113.5, " + malformed + ", 10.0.0.2"))
                .isEqualTo("10.0.0.2");
    }

    @Test
    void severalLinesReadAsOne() {
        assertThat(clientOf("10.0.0.1", "198.51.100.1", "203.0.113.5, 10.0.0.3", "10.0.0.2"))
                .isEqualTo("203.0.113.5");
        assertThat(clientOf("10.0.0.1", "203.0.113.5", "")).isEqualTo("10.0.0.1");
    }

    @Test
    void withoutAHeaderTheProxyItselfIsTheClient() {
        assertThat(clientOf("10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @Test
    void aLongHeaderIsReadNoFurtherThanAnyChainReaches() {
        assertThat(clientOf("10.0.0.1", "203.0.113.5" + ",10.0.0.2".repeat(31))).isEqualTo("203.0.113.5");
        assertThat(clientOf("10.0.0.1", "203.0.113.5" + ",10.0.0.2".repeat(1_000_000)))
                .isEqualTo("10.0.0.2");
        assertThat(clientOf("10.0.0.1", "1".repeat(1_000_000))).isEqualTo("10.0.0.1");
    }

    @Test
    void withoutTrustedProxiesNoHeaderIsRead() {
        assertThat(clientOf(List.of(), "10.0.0.1", "203.0.113.5")).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "proxy.example.com",
                "10.0.0.0/33",
                "10.0.0.0/",
                "/8",
                "10.0.0.1/8",
                "10.0.0.0/8/8",
                "2001:db8::/129",
                "2001:db8::1/64",
                "10.0.0",
                "10.0.0.1:80",
                "[::1]",
                "10.0.0.0/-1",
                "*"
            })
    void aMalformedProxyEndsTheStartWithASentence(String malformed) {
        assertThatThrownBy(() -> clientOf(List.of("10.0.0.0/8", malformed), "10.0.0.1"))
                .hasMessageStartingWith("WELLSPRING_TRUSTED_PROXIES has the wrong form: ")
                .hasMessageEndingWith("\"" + malformed + "\" is neither.");
    }

    @Test
    void aBlockEndsWhereItsPrefixSays() throws UnknownHostException {
        assertThat(contains("192.0.2.128/25", "192.0.2.127")).isFalse();
        assertThat(contains("192.0.2.128/25", "192.0.2.128")).isTrue();
        assertThat(contains("192.0.2.128/25", "192.0.3.128")).isFalse();
        assertThat(contains("0.0.0.0/0", "203.0.113.5")).isTrue();
        assertThat(contains("0.0.0.0/0", "2001:db8::1")).isFalse();
        assertThat(contains("::/0", "2001:db8::1")).isTrue();
        assertThat(contains("2001:db8::/33", "2001:db8:8000::")).isFalse();
    }

    private static boolean contains(String network, String address) throws UnknownHostException {
        return AddressBlock.read(network).orElseThrow().contains(InetAddress.getByName(address));
    }

    private static String clientOf(String neighbour, String... headers) {
        return clientOf(OUR_PROXIES, neighbour, headers);
    }

    private static String clientOf(List<String> proxies, String neighbour, String... headers) {
        MockServerHttpRequest.BaseBuilder<?> request =
                MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(neighbour, 4711));
        if (headers.length > 0) {
            request.header("X-Forwarded-For", headers);
        }
        AtomicReference<String> seen = new AtomicReference<>();
        new ForwardedFor(trusting(proxies))
                .filter(
                        MockServerWebExchange.from(request),
                        exchange -> Mono.fromRunnable(() -> seen.set(ClientAddress.of(exchange))))
                .block();
        return seen.get();
    }

    private static LimitSettings trusting(List<String> proxies) {
        var source = new MapConfigurationPropertySource();
        source.put("wellspring.limit.trusted-proxies", String.join(",", proxies));
        return new Binder(source).bindOrCreate("wellspring.limit", LimitSettings.class);
    }
}
