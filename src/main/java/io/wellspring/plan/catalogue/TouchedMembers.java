package io.wellspring.plan.catalogue;

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
public record TouchedMembers(boolean everybody, Set<Long> members) {

    public static final TouchedMembers NOBODY = new TouchedMembers(false, Set.of());
    public static final TouchedMembers EVERYBODY = new TouchedMembers(true, Set.of());

    public static TouchedMembers by(Posting posting) {
        return new TouchedMembers(
                false,
                posting.moves().stream()
                        .filter(Move.OfHolder.class::isInstance)
                        .map(move -> ((Move.OfHolder) move).holderId())
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
