package io.wellspring.auth.caller;

import java.util.Set;

/** Settings for parts that a test builds itself; with the defaults of the application. */
public final class Settings {

    public static final AuthSettings.Codes CODES = new AuthSettings.Codes(300, 5, 1, 5, 10, 30, 300, 5, Set.of("+86"));
    private static final AuthSettings.Tries TRIES = new AuthSettings.Tries(10, 100, 100, 900, 100);
    private static final AuthSettings.Tokens TOKENS = new AuthSettings.Tokens(900, 30, 60, 30, 20, 100);
    private static final AuthSettings.Passwords PASSWORDS = new AuthSettings.Passwords(2, 64, 5);
    private static final AuthSettings.Pruning PRUNING = new AuthSettings.Pruning(300, 1000, 50, 7);

    private Settings() {}

    public static AuthSettings defaults() {
        return with(PASSWORDS);
    }

    public static AuthSettings with(AuthSettings.Passwords passwords) {
        return new AuthSettings("none", "none", 800, 200, CODES, TRIES, TOKENS, passwords, PRUNING);
    }

    public static AuthSettings with(AuthSettings.Pruning pruning) {
        return new AuthSettings("none", "none", 500, 200, CODES, TRIES, TOKENS, PASSWORDS, pruning);
    }
}
