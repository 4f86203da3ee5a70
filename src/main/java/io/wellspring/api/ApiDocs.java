package io.wellspring.api;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.wellspring.refusal.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebFilter;
import reactor.core.scheduler.Schedulers;

/** The description of the API, and where it is worked out. */
@Configuration(proxyBeanMethods = false)
class ApiDocs {

    private static final String BEARER = "bearer";
    private static final Pattern OPEN = Pattern.compile("/v1/(sms-codes|registrations|tokens|plans.*)|/.well-known/.*");
    private static final ApiResponse PROBLEM = new ApiResponse()
            .description("Refused, or failed: a problem with a stable code")
            .content(new Content()
                    .addMediaType(
                            "application/problem+json",
                            new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Wellspring")
                        .version("v1")
                        .description("Amounts are decimal strings, times are RFC 3339, ids are strings. Problems follow"
                                + " RFC 9457 with a stable code; their texts are Chinese or English by"
                                + " Accept-Language.")
                        .license(new License().name("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    /** What goes for every call is said in one place: any refusal is a problem, and what is open needs no token. */
    @Bean
    OpenApiCustomizer problemsAndOpenCalls() {
        return api -> {
            ModelConverters.getInstance(true).read(Problem.class).forEach(api.getComponents()::addSchemas);
            api.getPaths()
                    .forEach((path, calls) -> calls.readOperations().forEach(call -> {
                        call.getResponses().addApiResponse("default", PROBLEM);
                        call.setSecurity(OPEN.matcher(path).matches() ? List.of() : null);
                    }));
        };
    }

    /** The description and its reader are made on demand from files, which an event loop must not wait for. */
    @Bean
    WebFilter docsOffTheEventLoop() {
        return (exchange, chain) -> isDocs(exchange.getRequest().getPath().value())
                ? chain.filter(exchange).subscribeOn(Schedulers.boundedElastic())
                : chain.filter(exchange);
    }

    private static boolean isDocs(String path) {
        return path.startsWith("/v3/api-docs") || path.startsWith("/swagger-ui") || path.startsWith("/webjars/");
    }
}
