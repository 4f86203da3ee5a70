package io.wellspring.limit;

/** An entry among the trusted proxies that names no address; its sentence ends the start. */
final class MalformedNetwork extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedNetwork(String entry) {
        super(
                "WELLSPRING_TRUSTED_PROXIES has the wrong form: it says from which proxies X-Forwarded-For is believed, as"
                        + " addresses or blocks separated by commas, for example 10.0.0.0/8,2001:db8::1, and \"" + entry
                        + "\" is neither.");
    }
}
