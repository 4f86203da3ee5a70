package io.wellspring.sms;

/**
 * What became of the codes that were sent to one block of numbers.
 *
 * @param prefix the first digits of its numbers in E.164 form, without the plus
 * @param sent those old enough to have been used
 * @param verified those that were used
 */
public record SmsPrefixFigures(String prefix, long sent, long verified) {}
