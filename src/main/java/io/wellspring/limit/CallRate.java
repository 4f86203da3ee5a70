package io.wellspring.limit;

/** So many requests a second in the long run, and so many at once. */
record CallRate(String name, int perSecond, int requests) {

    private static final long SECOND_MICROS = 1_000_000;

    static CallRate of(RatedBy by, LimitSettings.Rates settings) {
        return switch (by) {
            case MEMBER -> new CallRate("member", settings.memberPerSecond(), settings.memberBurst());
            case OPERATOR -> new CallRate("operator", settings.operatorPerSecond(), settings.operatorBurst());
            case CLIENT -> new CallRate("client", settings.clientPerSecond(), settings.clientBurst());
            case ADDRESS -> new CallRate("address", settings.addressPerSecond(), settings.addressBurst());
        };
    }

    /** The time that brings back one request, rounded up, so that the pace is never above what is set. */
    String costMicros() {
        return String.valueOf((SECOND_MICROS + perSecond - 1) / perSecond);
    }

    String burst() {
        return String.valueOf(requests);
    }
}
