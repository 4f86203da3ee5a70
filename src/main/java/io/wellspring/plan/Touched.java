package io.wellspring.plan;

import io.wellspring.ledger.Posting;
import io.wellspring.value.Move;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose holdings a change of a plan touched.
 *
 * @param everybody where they are not counted one by one, as in a settlement
 * @param members those, otherwise
 */
public record Touched(boolean everybody, Set<Long> members) {

    public static final Touched NOBODY = new Touched(false, Set.of());
    public static final Touched EVERYBODY = new Touched(true, Set.of());

    static Touched by(Posting posting) {
        return new Touched(
                false,
                posting.moves().stream()
                        .filter(Move.OfMember.class::isInstance)
                        .map(move -> ((Move.OfMember) move).memberId())
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
