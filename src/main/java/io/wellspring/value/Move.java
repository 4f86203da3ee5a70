package io.wellspring.value;

/**
 * A change of one account that a rule asks for; the ledger makes a line of it. Amounts are in the asset's smallest
 * unit, signed as seen from the account, never zero.
 */
public sealed interface Move {

    AssetCode asset();

    long amount();

    /** What the move is for, as a statement names it. */
    String kind();

    /**
     * A change of a member's balance.
     *
     * @param position of the command that caused it in the plan's log
     */
    record OfMember(long memberId, AssetCode asset, long amount, String kind, long position) implements Move {}

    /**
     * A change of one of the book's own accounts: the second party of a posting.
     *
     * @param account one that the book's {@link Chart} has
     */
    record OfBook(String account, AssetCode asset, long amount, String kind) implements Move {}
}
