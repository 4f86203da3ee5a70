package io.wellspring.value;

import java.util.Map;

/** An account of a book, as the rules that post to it name it. An enum of them is the chart of a kind of book. */
public interface BookAccount {

    /** As lines and balances name it; never changed once something was posted. */
    String name();

    /** The assets that the account can have, each with what its balance may be. */
    Map<AssetCode, SignRule> signs();

    /** What the balance means, in one sentence. */
    String meaning();
}
