package io.wellspring.value;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All accounts that a book can have: the chart of accounts of its kind. */
public final class Chart {

    private final List<BookAccount> accounts;
    private final Map<String, BookAccount> byName;

    private Chart(List<BookAccount> accounts) {
        this.accounts = accounts;
        this.byName = accounts.stream().collect(Collectors.toMap(BookAccount::name, Function.identity()));
    }

    /** @throws IllegalStateException where two accounts have one name */
    public static Chart of(BookAccount... accounts) {
        return new Chart(Arrays.stream(accounts).toList());
    }

    public List<BookAccount> accounts() {
        return accounts;
    }

    /**
     * What the balance of an account in an asset may be.
     *
     * @throws IllegalArgumentException where the chart has no such account, or the account never has that asset
     */
    public SignRule sign(String account, AssetCode asset) {
        BookAccount charted = byName.get(account);
        SignRule sign = charted == null ? null : charted.signs().get(asset);
        if (sign == null) {
            throw new IllegalArgumentException("the chart has no account %s in %s".formatted(account, asset));
        }
        return sign;
    }
}
