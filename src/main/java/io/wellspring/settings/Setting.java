package io.wellspring.settings;

import java.util.function.Predicate;

/** Every setting that is looked at before the start: what it is for, how it is written, and when it must be there. */
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
    WELLSPRING_DATABASE_OWNER(
            "says as whom migrations sign in to PostgreSQL, and as the application itself where it is not set",
            "the name of the role that owns the schema, for example wellspring",
            Forms::something,
            Need.NEVER),
    WELLSPRING_DATABASE_OWNER_PASSWORD(
            "holds the password of that owner", "plain text", Forms::anything, Need.WITH_OWNER),
    WELLSPRING_DATABASE_TLS(
            "says whether the way to PostgreSQL is encrypted",
            "disable, require (the certificate is not looked at) or verify-full, disable where it is not set",
            Forms::tls,
            Need.NEVER),
    WELLSPRING_DATABASE_CA(
            "says who signs the certificate of PostgreSQL",
            "the path of a file of PEM certificates that can be read, for example /etc/wellspring/ca.crt",
            Forms::certificates,
            Need.WITH_VERIFIED_TLS),
    WELLSPRING_REDIS("says where Redis is", "a URL, for example redis://redis.example.com:6379", Forms::redis),
    WELLSPRING_PHONE_KEYS(
            "holds the keys that encrypt and find phone numbers, the first one writing",
            "id:base64 of 32 bytes, several separated by commas, for example"
                    + " p2:<openssl rand -base64 32>,p1:<the key before>",
            Forms::phoneKeys),
    WELLSPRING_CODE_KEY(
            "holds the keys of the hashes of SMS codes, the first one making",
            "base64 of 32 bytes, several separated by commas, for example <openssl rand -base64 32>",
            Forms::keys),
    WELLSPRING_SIGNING_KEYS(
            "holds the keys that sign access tokens, the first one signing",
            "a JWK set of private P-256 keys with key ids, for example"
                    + " {\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"s1\",\"x\":\"...\",\"y\":\"...\",\"d\":\"...\"}]}",
            Forms::signingKeys),
    WELLSPRING_SMS_SENDER(
            "says who sends text messages",
            "aliyun, or none: then nothing is sent; aliyun where it is not set",
            Forms::sender,
            Need.NEVER),
    WELLSPRING_ALIYUN_ACCESS_KEY_ID(
            "says as whom Aliyun is asked (WELLSPRING_SMS_SENDER=none makes this and the other settings of Aliyun"
                    + " unnecessary)",
            "the id of a RAM user's access key",
            Forms::anything,
            Need.WITH_ALIYUN),
    WELLSPRING_ALIYUN_ACCESS_KEY_SECRET(
            "holds the secret of that key", "plain text", Forms::anything, Need.WITH_ALIYUN),
    WELLSPRING_ALIYUN_SIGN_NAME(
            "says who signs the messages", "the sign name that Aliyun approved", Forms::anything, Need.WITH_ALIYUN),
    WELLSPRING_ALIYUN_TEMPLATES(
            "says which template of Aliyun stands for which text",
            "TEXT=code for each of REGISTER, SIGN_IN, RESET_PASSWORD, CHANGE_PASSWORD, CHANGE_PHONE, CLOSE_ACCOUNT and"
                    + " SECURITY_NOTICE, and for ENTER where it is not that of SIGN_IN, separated by commas, for example"
                    + " REGISTER=SMS_1,SIGN_IN=SMS_2",
            Forms::templates,
            Need.WITH_ALIYUN),
    WELLSPRING_SMS_REPORT_KEY(
            "keeps strangers from reporting deliveries",
            "32 to 200 letters, digits, - or _, for example <openssl rand -hex 32>",
            Forms::longKeyOrNone,
            Need.NEVER),
    WELLSPRING_API_READER(
            "says whether the API and its description can be read in a browser",
            "on or off, off where it is not set",
            Forms::onOrOff,
            Need.NEVER),
    WELLSPRING_CORS_ORIGINS(
            "says which pages of other origins may call from a browser",
            "origins exactly as browsers send them, separated by commas and without wildcards, for example"
                    + " https://m.example.net",
            Forms::origins,
            Need.NEVER),
    WELLSPRING_DEFAULT_LANGUAGE(
            "says in which language texts come where a caller asks for none",
            "en or zh, en where it is not set",
            Forms::language,
            Need.NEVER),
    WELLSPRING_PORT("says where the API is", "a port's number, 8080 where it is not set", Forms::port, Need.NEVER),
    WELLSPRING_MANAGEMENT_PORT(
            "says where health and figures are, away from the API",
            "another port's number, 8081 where it is not set",
            Forms::port,
            Need.NEVER),
    WELLSPRING_TRACES_URL(
            "says where traces are sent, and nowhere if it is not set",
            "the URL of a collector of OTLP over HTTP, for example http://collector:4318/v1/traces",
            Forms::webAddressOrNone,
            Need.NEVER),
    WELLSPRING_TRACES_SHARE(
            "says which share of the requests is traced",
            "a decimal from 0 to 1, 0.1 where it is not set",
            Forms::share,
            Need.NEVER);

    /** When a setting must be there; one that is there must be well-formed whenever it is used. */
    enum Need {
        ALWAYS,
        WITH_ALIYUN,
        WITH_OWNER,
        WITH_VERIFIED_TLS,
        NEVER
    }

    private final String meaning;
    private final String form;
    private final Predicate<String> wellFormed;
    private final Need need;

    Setting(String meaning, String form, Predicate<String> wellFormed) {
        this(meaning, form, wellFormed, Need.ALWAYS);
    }

    Setting(String meaning, String form, Predicate<String> wellFormed, Need need) {
        this.meaning = meaning;
        this.form = form;
        this.wellFormed = wellFormed;
        this.need = need;
    }

    Need need() {
        return need;
    }

    boolean accepts(String text) {
        return wellFormed.test(text);
    }

    /** A sentence that never repeats the value, for it may be a secret. */
    String sentence(String fault) {
        return name() + " " + fault + ": it " + meaning + ", as " + form + ".";
    }
}
