package io.wellspring.member;

/**
 * How many members are below one, also those who have left since.
 *
 * @param first whom the member invited
 * @param second whom these invited
 * @param total in all generations
 */
public record NetworkSize(long first, long second, long total) {

    static final NetworkSize NOBODY = new NetworkSize(0, 0, 0);

    NetworkSize plus(NetworkSize more) {
        return new NetworkSize(first + more.first, second + more.second, total + more.total);
    }
}
