package io.wellspring.member;

/**
 * How many members are below one, also those who have left since.
 *
 * @param first whom the member invited
 * @param second whom these invited
 * @param total in all generations
 */
public record Below(long first, long second, long total) {

    static final Below NOBODY = new Below(0, 0, 0);

    Below plus(Below more) {
        return new Below(first + more.first, second + more.second, total + more.total);
    }
}
