package io.wellspring.plan.register;

/** A version that a command took back, and the position of that command. */
public record WithdrawnVersion(int number, String reason, long position) {}
