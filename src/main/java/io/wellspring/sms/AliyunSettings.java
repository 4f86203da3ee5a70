package io.wellspring.sms;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How Aliyun is reached, and as whom.
 *
 * @param accessKeyId of a RAM user who may only send messages
 * @param templates the code that Aliyun gave to each text, such as {@code REGISTER=SMS_1,SIGN_IN=SMS_2}
 * @param endpoint host and port; that of the region where there is none
 * @param timeoutMillis in which an answer must be there, all included; afterwards nobody knows
 * @param connectTimeoutMillis until a connection stands
 * @param responseTimeoutMillis of silence on a connection, which is then given up
 * @param idleConnectionSeconds after which a connection is not used again, for the other side may have closed it
 * @param mostAtOnce messages on their way at the same time; beyond it none is taken, so that nobody queues
 * @param throttledPauseMillis before the one other try of a message that Aliyun refused for too many requests
 */
@Validated
@ConfigurationProperties("wellspring.sms.aliyun")
record AliyunSettings(
        @NotBlank String accessKeyId,
        @NotBlank String accessKeySecret,
        @NotBlank String signName,
        @NotBlank String templates,
        @DefaultValue("cn-hangzhou") @NotBlank String region,
        @Nullable String endpoint,
        @DefaultValue("https") @Pattern(regexp = "https?") String protocol,
        @DefaultValue("5000") @Min(100) int timeoutMillis,
        @DefaultValue("2000") @Min(100) int connectTimeoutMillis,
        @DefaultValue("4000") @Min(100) int responseTimeoutMillis,
        @DefaultValue("10") @Min(1) int idleConnectionSeconds,
        @DefaultValue("64") @Min(1) @Max(1024) int mostAtOnce,
        @DefaultValue("300") @Min(1) int throttledPauseMillis) {

    Map<Template, String> templateCodes() {
        return TemplateCodes.parse(templates);
    }

    Duration timeout() {
        return Duration.ofMillis(timeoutMillis);
    }

    Duration connectTimeout() {
        return Duration.ofMillis(connectTimeoutMillis);
    }

    Duration responseTimeout() {
        return Duration.ofMillis(responseTimeoutMillis);
    }

    Duration idleConnection() {
        return Duration.ofSeconds(idleConnectionSeconds);
    }

    Duration throttledPause() {
        return Duration.ofMillis(throttledPauseMillis);
    }

    @Override
    public String toString() {
        return "AliyunSettings[accessKey=****, signName=" + signName + ", templates=" + templates + ", region=" + region
                + ", endpoint=" + endpoint + "]";
    }
}
