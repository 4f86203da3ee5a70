package io.wellspring.auth.account;

/** By what a caller proves who it is when it asks for tokens. */
enum TokenGrant {
    PASSWORD,
    SMS_CODE,
    REFRESH_TOKEN,
    CLIENT_CREDENTIALS
}
