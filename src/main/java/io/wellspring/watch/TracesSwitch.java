package io.wellspring.watch;

import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/** Traces are sent where {@code WELLSPRING_TRACES_URL} says; where it says nothing, none are made. */
final class TracesSwitch implements EnvironmentPostProcessor {

    private static final String URL = "WELLSPRING_TRACES_URL";

    /** What makes spans: without a collector they would be made for every request, and thrown away. */
    private static final List<String> MAKERS = List.of(
            "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration",
            "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(new MapPropertySource("traces", settings(environment)));
    }

    private static Map<String, Object> settings(ConfigurableEnvironment environment) {
        String url = environment.getProperty(URL);
        return StringUtils.hasText(url)
                ? Map.of("management.opentelemetry.tracing.export.otlp.endpoint", url)
                : Map.of("spring.autoconfigure.exclude", String.join(",", MAKERS));
    }
}
