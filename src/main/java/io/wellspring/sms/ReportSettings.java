package io.wellspring.sms;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may report deliveries, and how many at once.
 *
 * @param key the last part of the address that the provider is given; without one nothing can be reported
 * @param mostAtOnce reports in one call; a longer one is refused whole
 */
@Validated
@ConfigurationProperties("wellspring.sms.reports")
record ReportSettings(
        @DefaultValue("") @Pattern(regexp = "|[A-Za-z0-9_-]{32,200}")
        String key,

        @DefaultValue("1000") @Min(1) @Max(10_000) int mostAtOnce) {

    @Override
    public String toString() {
        return "ReportSettings[key=****, mostAtOnce=" + mostAtOnce + "]";
    }
}
