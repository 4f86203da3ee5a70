package io.wellspring.auth.chain;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import io.wellspring.api.CallRefusal;
import io.wellspring.api.Caller;
import io.wellspring.api.DeclaredCallers;
import io.wellspring.auth.caller.KeyedHash;
import io.wellspring.auth.session.LiveTickets;
import io.wellspring.auth.session.Sessions;
import io.wellspring.auth.session.TokenVerification;
import io.wellspring.http.Calls;
import io.wellspring.limit.Rates;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.ProblemHandler;
import io.wellspring.refusal.Refusal;
import java.util.Set;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * Lets pass whom each call declares as its callers. What no call declares is denied, so a forgotten declaration is closed and
 * not open.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityChain {

    /** The page that shows the API comes from here alone and styles itself inline; nothing may frame it. */
    private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; "
            + "style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String NO_DEVICES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    /**
     * How the node is may be asked on the port of those who watch it, and nowhere else; neither tokens nor rates come
     * in between.
     */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityWebFilterChain managementChain(ServerHttpSecurity http) {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .headers(SecurityChain::headers)
                .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .build();
    }

    @Bean
    SecurityWebFilterChain chain(
            ServerHttpSecurity http,
            ReactiveJwtDecoder decoder,
            CallerConverter callers,
            LiveTickets tickets,
            Sessions sessions,
            Rates rates,
            KeyedHash hash,
            ProblemHandler problems,
            Calls calls,
            DeclaredCallers declared) {
        RateFilter rated = new RateFilter(rates, hash);
        ServerWebExchangeMatcher open = of(declared, Caller.ANYBODY);
        ServerAuthenticationEntryPoint unknownCaller = (exchange, failure) -> rated.admitUnknown(exchange)
                .then(Mono.defer(() -> problems.handle(
                        exchange, calls.haveAddressOf(exchange) ? refusalOf(failure) : nothingThere())));
        ServerAccessDeniedHandler notPermitted = (exchange, denied) -> problems.handle(
                exchange, calls.haveAddressOf(exchange) ? Refusal.of(CallRefusal.FORBIDDEN) : nothingThere());
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .headers(SecurityChain::headers)
                .addFilterBefore(rated, SecurityWebFiltersOrder.AUTHORIZATION)
                .addFilterBefore(
                        byTicket(tickets, callers, calls, unknownCaller), SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(exchanges ->
                        exchanges.matchers(open).permitAll().anyExchange().access(new DeclaredAccess(declared)))
                .addFilterAfter(
                        new ConfirmedOperators(of(declared, Caller.OPERATOR), sessions),
                        SecurityWebFiltersOrder.AUTHORIZATION)
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(unknownCaller).accessDeniedHandler(notPermitted))
                .oauth2ResourceServer(bearer -> bearer.bearerTokenConverter(tokensExceptAt(open))
                        .authenticationEntryPoint(unknownCaller)
                        .accessDeniedHandler(notPermitted)
                        .jwt(jwt -> jwt.jwtDecoder(decoder).jwtAuthenticationConverter(callers)))
                .build();
    }

    /** Each filter of the chain would be timed by itself, which cost as much memory as all else of an open stream. */
    @Bean
    SecurityObservationSettings requestsAreObservedAsAWhole() {
        return SecurityObservationSettings.noObservations();
    }

    /** What Spring's firewall turns away reads like any other refusal. */
    @Bean
    ServerExchangeRejectedHandler suspicious(ProblemHandler problems) {
        return (exchange, rejected) -> problems.handle(exchange, Refusal.of(GeneralRefusal.BAD_REQUEST));
    }

    /** Requests for calls that are for these callers and no others. */
    private static ServerWebExchangeMatcher of(DeclaredCallers declared, Caller caller) {
        return exchange -> declared.of(exchange).equals(Set.of(caller)) ? MatchResult.match() : MatchResult.notMatch();
    }

    /**
     * A browser's own reader of streams cannot send a token, so it may send a ticket to that one address. A ticket is good
     * once, so it is not looked at where the stream would be refused anyhow.
     */
    private static WebFilter byTicket(
            LiveTickets tickets, CallerConverter callers, Calls calls, ServerAuthenticationEntryPoint unknownCaller) {
        ReactiveAuthenticationManager manager = shown -> tickets.redeem((String) shown.getCredentials())
                .flatMap(callers::of)
                .cast(Authentication.class)
                .switchIfEmpty(Mono.error(() -> new BadCredentialsException("no such ticket")));
        AuthenticationWebFilter filter = new AuthenticationWebFilter(manager);
        filter.setRequiresAuthenticationMatcher(pathMatchers(GET, LiveTickets.SERVES));
        filter.setServerAuthenticationConverter(
                exchange -> LiveTickets.shown(exchange).delayUntil(shown -> calls.admit(exchange)));
        filter.setAuthenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(unknownCaller));
        return filter;
    }

    /** Where everybody may call, a token is not looked at: an app that renews an expired one may send it along. */
    private static ServerAuthenticationConverter tokensExceptAt(ServerWebExchangeMatcher open) {
        ServerAuthenticationConverter bearer = new ServerBearerTokenAuthenticationConverter();
        return exchange ->
                open.matches(exchange).filter(match -> !match.isMatch()).flatMap(closed -> bearer.convert(exchange));
    }

    private static void headers(HeaderSpec headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .permissionsPolicy(policy -> policy.policy(NO_DEVICES))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER));
    }

    /** The addresses that there are can be read by everybody, so nobody has to sign in to learn that there is none. */
    private static Refusal nothingThere() {
        return Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE);
    }

    private static Refusal refusalOf(AuthenticationException failure) {
        boolean expired = failure.getCause() instanceof JwtValidationException invalid
                && invalid.getErrors().contains(TokenVerification.EXPIRED);
        return Refusal.of(expired ? CallRefusal.TOKEN_EXPIRED : CallRefusal.UNAUTHENTICATED);
    }
}
