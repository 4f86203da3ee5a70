package io.wellspring.ledger;

/**
 * A posting and the commands of a plan's log that caused it, from the first to the last position. One that finished
 * what a command had left to do has that command's position as both.
 */
public record PostingSpan(long id, long firstPosition, long lastPosition) {}
