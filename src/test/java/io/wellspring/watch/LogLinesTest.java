package io.wellspring.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.structured.ElasticCommonSchemaProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** Lines for machines say which node they are of. */
class LogLinesTest {

    @Test
    void aLineNamesItsPod() throws Exception {
        assertThat(ElasticCommonSchemaProperties.get(on("wellspring-7c9"))
                        .service()
                        .nodeName())
                .isEqualTo("wellspring-7c9");
        assertThat(ElasticCommonSchemaProperties.get(on("")).service().nodeName())
                .isNullOrEmpty();
    }

    private static StandardEnvironment on(String host) throws Exception {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("host", Map.of("HOSTNAME", host)));
        new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yml"))
                .forEach(environment.getPropertySources()::addLast);
        return environment;
    }
}
