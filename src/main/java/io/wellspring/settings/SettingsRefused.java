package io.wellspring.settings;

import java.util.List;

/** Carries the sentences about settings that keep the application from starting. */
final class SettingsRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsRefused(List<String> faults) {
        super(String.join("\n", faults), null, false, false);
    }
}
