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
     * A change of a holder's balance: the first party of a posting.
     *
     * @param holderId the number of a member; other holders will have numbers that no member has
     * @param position of the command that caused it in the plan's log
     */
    record OfHolder(long holderId, AssetCode asset, long amount, String kind, long position) implements Move {}

    /**
     * A change of one of the book's own accounts: the second party of a posting.
     *
     * @param account one that the book's {@link Chart} has
     */
    record OfBook(String account, AssetCode asset, long amount, String kind) implements Move {}
}
