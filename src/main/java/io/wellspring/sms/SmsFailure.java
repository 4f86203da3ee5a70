package io.wellspring.sms;

/** Why a provider did not confirm a message: what it means to us, and the provider's own word for it. */
public final class SmsFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Meaning meaning;

    /**
     * @param providerCode as the provider calls it, such as {@code isv.BUSINESS_LIMIT_CONTROL}; never a number or a code
     */
    public SmsFailure(Meaning meaning, String providerCode) {
        super(providerCode, null, false, false);
        this.meaning = meaning;
    }

    /** What a failure means to those who asked for the message. */
    public enum Meaning {
        /** The provider has sent enough to this number for now; nothing was sent. */
        TRY_LATER,
        /** The provider knows no such number; nothing was sent. */
        BAD_NUMBER,
        /** Credentials, templates or credit: only we can mend it; nothing was sent. */
        OUR_FAULT,
        /** The provider was not reached or is overloaded; nothing was sent, and the same message may be tried again. */
        NOT_TAKEN,
        /** Nobody knows whether it was sent: it must not be sent again unasked. */
        UNCONFIRMED
    }

    public Meaning meaning() {
        return meaning;
    }
}
