package io.wellspring.plan;

/** A version that a command took back, and the position of that command. */
record WithdrawnVersion(int number, String reason, long position) {}
