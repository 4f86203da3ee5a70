package io.wellspring.sms;

/** What a message says. The provider keeps a text for each; all but the notice carry a code. */
public enum Template {
    /** For somebody who signs in, or joins where the number has no account. */
    ENTER,
    REGISTER,
    SIGN_IN,
    RESET_PASSWORD,
    CHANGE_PASSWORD,
    CHANGE_PHONE,
    CLOSE_ACCOUNT,
    /** Tells members that their password or number was changed, in case it was not they who did it. */
    SECURITY_NOTICE
}
