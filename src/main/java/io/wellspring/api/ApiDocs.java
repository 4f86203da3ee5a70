package io.wellspring.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import io.wellspring.refusal.Problem;
import io.wellspring.refusal.RefusalCode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.server.WebFilter;
import reactor.core.scheduler.Schedulers;

/** The description of the API, and where it is worked out. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("springdoc.api-docs.enabled")
class ApiDocs {

    @Bean
    OpenAPI description() {
        // One schema for each enumeration, so that a generated client has one type for it wherever it stands.
        ModelResolver.enumsAsRef = true;
        return new OpenAPI()
                .info(new Info()
                        .title("Wellspring")
                        .version("v1")
                        .description("Amounts are decimal strings, times are RFC 3339, ids are strings. Problems follow"
                                + " RFC 9457 with a stable code; their texts are Chinese or English by"
                                + " Accept-Language, which every call takes. Each kind of caller has a token of its"
                                + " own: authorize as member, operator or mall.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(new Components());
    }

    /** Whatever the code of a call does not say is added here: its name, its words, what it refuses. */
    @Bean
    OpenApiCustomizer operations(ObjectProvider<Described> described, DeclaredCallers callers) {
        // Not before somebody asks: a start need not wait for it.
        SingletonSupplier<ApiOperations> told = SingletonSupplier.of(ApiFiles::read);
        return api -> {
            ApiOperations operations = told.obtain();
            describe(api.getComponents(), operations, described.stream());
            operations
                    .chapters()
                    .forEach((name, words) ->
                            api.addTagsItem(new Tag().name(name).description(words)));
            api.setPaths(inOrder(api.getPaths(), operations));
            api.getPaths()
                    .forEach((path, calls) -> calls.readOperationsMap()
                            .forEach((method, call) -> describe(call, operations, callers, method.name(), path)));
        };
    }

    /** In the order of the files, because readers begin with what comes first. */
    private static Paths inOrder(Paths paths, ApiOperations operations) {
        Paths ordered = new Paths();
        operations.operations().keySet().stream()
                .map(call -> call.substring(call.indexOf(' ') + 1))
                .filter(paths::containsKey)
                .forEach(path -> ordered.putIfAbsent(path, paths.get(path)));
        paths.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private static void describe(Components shared, ApiOperations operations, Stream<Described> described) {
        Stream.concat(Stream.of(Problem.class), described.flatMap(others -> others.types().stream()))
                .forEach(type -> ModelConverters.getInstance(true).readAll(type).forEach(shared::addSchemas));
        shared.getSchemas().forEach((name, schema) -> ApiWords.describe(name, schema, operations));
        ApiCallers.all().forEach(shared::addSecuritySchemes);
        ApiHeaders.all(operations).forEach(shared::addHeaders);
        ApiRefusals.alone().forEach(shared::addResponses);
        ApiRefusals.examples(operations.details()).forEach(shared::addExamples);
    }

    private static void describe(
            Operation call, ApiOperations operations, DeclaredCallers callers, String method, String path) {
        ApiOperations.Operation told = operations.of(method, path);
        Set<Caller> those = callers.of(method, path);
        List<SecurityRequirement> tokens = ApiCallers.of(those);
        call.operationId(told.id()).tags(List.of(told.tag())).security(tokens);
        ApiWords.headers(ApiOperations.orNone(told.takes())).forEach(call::addParametersItem);
        if (call.getParameters() != null) {
            call.getParameters()
                    .forEach(parameter -> ApiWords.describe(parameter, operations, method + " " + path, told.id()));
        }
        if (call.getRequestBody() != null) {
            ApiBodies.describe(call.getRequestBody(), told);
        }
        call.getResponses().forEach((status, answer) -> {
            ApiBodies.describe(answer, told.answer(status));
            ApiHeaders.describe(answer, told.headersOf(status));
        });
        Set<RefusalCode> own = operations.ownRefusals(told);
        own.addAll(ApiCallers.refusals(those));
        ApiRefusals.describe(call, tokens.isEmpty(), own);
    }

    @Bean
    OpenAddresses pagesOfTheDescription() {
        return new OpenAddresses(List.of(
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/v3/api-docs/**",
                "/swagger-ui.html",
                "/swagger-ui/**",
                "/webjars/**"));
    }

    /** Dates and times are text here, which YAML would take for something else where no quotes say so. */
    @Bean
    ObjectMapperProvider datesInQuotes(SpringDocConfigProperties properties) {
        return new ObjectMapperProvider(properties) {
            @Override
            public ObjectMapper yamlMapper() {
                YAMLFactory plain = (YAMLFactory) super.yamlMapper().getFactory();
                return super.yamlMapper()
                        .copyWith(plain.rebuild()
                                .stringQuotingChecker(new Quoting())
                                .build());
            }
        };
    }

    private static final class Quoting extends StringQuotingChecker.Default {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteValue(String text) {
            return super.needToQuoteValue(text) || text.matches("\\d{4}-\\d\\d-\\d\\d.*");
        }
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
