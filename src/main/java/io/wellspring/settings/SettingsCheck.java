package io.wellspring.settings;

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
        String text = environment.getProperty(setting.name());
        if (text == null || text.isBlank()) {
            return setting.sentence("is missing");
        }
        if (setting == Setting.WELLSPRING_SMS_SENDER && text.equals(OUTBOX)) {
            return isLocalRun(environment) ? null : setting.sentence("is \"outbox\", which only local runs have");
        }
        return setting.accepts(text) ? null : setting.sentence("has the wrong form");
    }

    /** A profile alone opens nothing: the production jar has no local run in it. */
    private static boolean isLocalRun(Environment environment) {
        return SOURCE_TREE && environment.acceptsProfiles(Profiles.of("local"));
    }
}
