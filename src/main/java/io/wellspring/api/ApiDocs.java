package io.wellspring.api;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.wellspring.refusal.Problem;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.server.WebFilter;
import reactor.core.scheduler.Schedulers;

/** The description of the API, and where it is worked out. */
@Configuration(proxyBeanMethods = false)
class ApiDocs {

    private static final String BEARER = "bearer";
    private static final Pattern OPEN = Pattern.compile(
            "POST /v1/(sms-codes|registrations|tokens|password-resets)|GET /v1/plans.*|GET /.well-known/.*");

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Wellspring")
                        .version("v1")
                        .description("Amounts are decimal strings, times are RFC 3339, ids are strings. Problems follow"
                                + " RFC 9457 with a stable code; their texts are Chinese or English by"
                                + " Accept-Language.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
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

    /** Whatever the code of a call does not say is added here: its name, its words, what it refuses. */
    @Bean
    OpenApiCustomizer operations() {
        // Not before somebody asks: a start need not wait for it.
        SingletonSupplier<ApiOperations> told = SingletonSupplier.of(ApiOperations::read);
        return api -> {
            ApiOperations operations = told.obtain();
            ModelConverters.getInstance(true).read(Problem.class).forEach(api.getComponents()::addSchemas);
            api.getComponents().getSchemas().forEach((name, schema) -> describe(name, schema, operations));
            ApiRefusals.examples().forEach(api.getComponents()::addExamples);
            api.getPaths()
                    .forEach((path, calls) -> calls.readOperationsMap()
                            .forEach((method, call) -> describe(call, operations, method.name(), path)));
        };
    }

    private static void describe(Operation call, ApiOperations operations, String method, String path) {
        ApiOperations.Operation told = operations.of(method, path);
        boolean open = OPEN.matcher(method + " " + path).matches();
        call.operationId(told.id()).tags(List.of(told.tag()));
        call.setSecurity(open ? List.of() : null);
        if (told.request() != null) {
            call.getRequestBody().getContent().values().forEach(body -> body.example(told.request()));
        }
        if (call.getParameters() != null) {
            call.getParameters().forEach(parameter -> describe(parameter, operations));
        }
        call.getResponses().values().forEach(ApiDocs::jsonFirst);
        ApiRefusals.describe(call, open, operations.ownRefusals(told));
    }

    /** What an app takes where it is not asked. */
    private static void jsonFirst(ApiResponse response) {
        Content content = response.getContent();
        if (content != null && content.containsKey(MediaType.APPLICATION_JSON_VALUE)) {
            Content ordered = new Content()
                    .addMediaType(MediaType.APPLICATION_JSON_VALUE, content.remove(MediaType.APPLICATION_JSON_VALUE));
            ordered.putAll(content);
            response.setContent(ordered);
        }
    }

    /** What the code says of a field itself stays. */
    private static void describe(String schema, Schema<?> described, ApiOperations operations) {
        if (described.getProperties() == null) {
            return;
        }
        described.getProperties().forEach((name, field) -> {
            ApiOperations.Words told = operations.field(schema, name);
            if (told != null && field.get$ref() == null) {
                field.setDescription(Objects.requireNonNullElse(field.getDescription(), told.description()));
                field.setExample(Objects.requireNonNullElse(field.getExample(), told.example()));
            }
        });
    }

    private static void describe(Parameter parameter, ApiOperations operations) {
        ApiOperations.Words told = operations.parameter(parameter.getName());
        parameter.description(told.description()).example(told.example());
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
