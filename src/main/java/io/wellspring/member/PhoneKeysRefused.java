package io.wellspring.member;

/** Carries the sentence about keys of phone numbers that keeps the application from starting. */
final class PhoneKeysRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PhoneKeysRefused(String sentence) {
        super(sentence, null, false, false);
    }
}
