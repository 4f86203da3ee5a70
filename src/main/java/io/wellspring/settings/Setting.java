package io.wellspring.settings;

import java.util.function.Predicate;

/** Every setting that has no default: what it is for, how it is written, and whether a text is written so. */
enum Setting {
    WELLSPRING_DATABASE(
            "says where PostgreSQL is",
            "host:port/database, for example db.example.com:5432/wellspring",
            Forms::database),
    WELLSPRING_DATABASE_USER(
            "says as whom the application signs in to PostgreSQL",
            "a role's name, for example wellspring",
            Forms::anything),
    WELLSPRING_DATABASE_PASSWORD("holds the password of that role", "plain text", Forms::anything),
    WELLSPRING_REDIS("says where Redis is", "a URL, for example redis://redis.example.com:6379", Forms::redis),
    WELLSPRING_PHONE_KEYS(
            "holds the keys that encrypt and find phone numbers, the first one writing",
            "id:base64 of 32 bytes, several separated by commas, for example"
                    + " p2:<openssl rand -base64 32>,p1:<the key before>",
            Forms::phoneKeys),
    WELLSPRING_CODE_KEY(
            "holds the key of the hashes of SMS codes",
            "base64 of 32 bytes, for example <openssl rand -base64 32>",
            Forms::key),
    WELLSPRING_SIGNING_KEYS(
            "holds the keys that sign access tokens, the first one signing",
            "a JWK set of private P-256 keys with key ids, for example"
                    + " {\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"s1\",\"x\":\"...\",\"y\":\"...\",\"d\":\"...\"}]}",
            Forms::signingKeys),
    WELLSPRING_SMS_SENDER(
            "says who sends SMS codes", "none, the only choice of this version: no code is sent", "none"::equals);

    private final String meaning;
    private final String form;
    private final Predicate<String> wellFormed;

    Setting(String meaning, String form, Predicate<String> wellFormed) {
        this.meaning = meaning;
        this.form = form;
        this.wellFormed = wellFormed;
    }

    boolean accepts(String text) {
        return wellFormed.test(text);
    }

    /** A sentence that never repeats the value, for it may be a secret. */
    String sentence(String fault) {
        return name() + " " + fault + ": it " + meaning + ", as " + form + ".";
    }
}
