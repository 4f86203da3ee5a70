package io.wellspring.settings;

import io.wellspring.settings.Setting.Need;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.util.ClassUtils;

/** Ends a start that lacks settings before the first bean is made, and names all that is wrong at once. */
public final class SettingsCheck implements ApplicationListener<ApplicationContextInitializedEvent> {

    private static final String OUTBOX = "outbox";
    private static final String ALIYUN = "aliyun";
    private static final boolean SOURCE_TREE = ClassUtils.isPresent("io.wellspring.local.LocalWellspring", null);

    @Override
    public void onApplicationEvent(ApplicationContextInitializedEvent start) {
        Environment environment = start.getApplicationContext().getEnvironment();
        List<String> faults = Arrays.stream(Setting.values())
                .map(setting -> fault(setting, environment))
                .filter(Objects::nonNull)
                .toList();
        if (!faults.isEmpty()) {
            throw new SettingsRefused(faults);
        }
    }

    private static @Nullable String fault(Setting setting, Environment environment) {
        if (!isUsed(setting.need(), environment)) {
            return null;
        }
        if (setting == Setting.WELLSPRING_MANAGEMENT_PORT && isPortOfTheApi(environment)) {
            return setting.sentence("is the port of the API, so that everybody could read it");
        }
        String text = environment.getProperty(setting.name());
        if (text == null && setting.need() == Need.NEVER) {
            return null;
        }
        if (text == null || text.isBlank() && setting.need() != Need.NEVER) {
            return setting.sentence("is missing");
        }
        if (setting == Setting.WELLSPRING_SMS_SENDER && text.equals(OUTBOX)) {
            return isLocalRun(environment) ? null : setting.sentence("is \"outbox\", which only local runs have");
        }
        return setting.accepts(text) ? null : setting.sentence("has the wrong form");
    }

    private static boolean isUsed(Need need, Environment environment) {
        return switch (need) {
            case WITH_ALIYUN -> sendsThroughAliyun(environment);
            case WITH_OWNER -> environment.containsProperty(Setting.WELLSPRING_DATABASE_OWNER.name());
            case WITH_VERIFIED_TLS ->
                Forms.VERIFIED_TLS.equals(environment.getProperty(Setting.WELLSPRING_DATABASE_TLS.name()));
            case ALWAYS, NEVER -> true;
        };
    }

    /** Also where only one of them is set, to what the other is by itself. */
    private static boolean isPortOfTheApi(Environment environment) {
        String api = environment.getProperty(Setting.WELLSPRING_PORT.name(), "8080");
        String own = environment.getProperty(Setting.WELLSPRING_MANAGEMENT_PORT.name(), "8081");
        return Forms.port(api)
                && Forms.port(own)
                && Integer.parseInt(own) != 0
                && Integer.parseInt(own) == Integer.parseInt(api);
    }

    private static boolean sendsThroughAliyun(Environment environment) {
        return environment
                .getProperty(Setting.WELLSPRING_SMS_SENDER.name(), ALIYUN)
                .equals(ALIYUN);
    }

    /** A profile alone opens nothing: the production jar has no local run in it. */
    private static boolean isLocalRun(Environment environment) {
        return SOURCE_TREE && environment.acceptsProfiles(Profiles.of("local"));
    }
}
