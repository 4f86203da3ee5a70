package io.wellspring.limit;

/** An entry of a setting that names no address; its sentence ends the start. */
final class MalformedNetwork extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The settings that name addresses. */
    enum Setting {
        WELLSPRING_TRUSTED_PROXIES("from which proxies X-Forwarded-For is believed"),
        WELLSPRING_ADMIN_NETWORKS("from where operators may call");

        private final String meaning;

        Setting(String meaning) {
            this.meaning = meaning;
        }
    }

    MalformedNetwork(Setting setting, String entry) {
        super(setting + " has the wrong form: it says " + setting.meaning
                + ", as addresses or blocks separated by commas, for example 10.0.0.0/8,2001:db8::1, and \"" + entry
                + "\" is neither.");
    }
}
