package io.wellspring.auth.session;

import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.auth.caller.Secrets;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.limit.RedisCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Tickets for the one stream that needs a token, for readers that cannot send one. A ticket is good once and for half a
 * minute, so that an address that is noted somewhere is worth nothing.
 */
@Component
public class LiveTickets {

    /** What a ticket is good for. */
    public static final String SERVES = "/v1/me/live";

    static final Duration GOOD_FOR = Duration.ofSeconds(30);

    private static final String PARAMETER = "ticket";

    private final ReactiveStringRedisTemplate redis;
    private final Secrets secrets;
    private final AuthSettings settings;

    LiveTickets(ReactiveStringRedisTemplate redis, Secrets secrets, AuthSettings settings) {
        this.redis = redis;
        this.secrets = secrets;
        this.settings = settings;
    }

    /** A ticket that stands for the member's token, and ends with it. */
    Mono<String> issue(SignedIn member) {
        String ticket = secrets.next();
        String stands = member.id() + " " + member.session() + " "
                + Objects.requireNonNull(member.expiresAt()).getEpochSecond();
        return RedisCalls.call(redis.opsForValue().set(key(ticket), stands, GOOD_FOR), settings.redisTimeout())
                .thenReturn(ticket);
    }

    /** Who was given the ticket; empty where it was used or is too old. */
    public Mono<SignedIn> redeem(String ticket) {
        return RedisCalls.call(redis.opsForValue().getAndDelete(key(ticket)), settings.redisTimeout())
                .map(LiveTickets::member);
    }

    /** The ticket of a request that shows one, and no token. */
    public static Mono<Authentication> shown(ServerWebExchange exchange) {
        String ticket = exchange.getRequest().getQueryParams().getFirst(PARAMETER);
        boolean hasToken = exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
        return ticket == null || hasToken
                ? Mono.empty()
                : Mono.just(UsernamePasswordAuthenticationToken.unauthenticated("a ticket", ticket));
    }

    private static SignedIn member(String stands) {
        String[] words = stands.split(" ");
        return new SignedIn(
                SignedIn.Kind.MEMBER,
                words[0],
                UUID.fromString(words[1]),
                null,
                Instant.ofEpochSecond(Long.parseLong(words[2])));
    }

    private static String key(String ticket) {
        return "live-ticket:{" + Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.hash(ticket)) + "}";
    }
}
