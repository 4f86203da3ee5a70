package io.wellspring.sms;

/** What a code proves the number for; a code asked for one purpose opens no other. */
public enum Purpose {
    REGISTER,
    SIGN_IN
}
