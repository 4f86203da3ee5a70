package io.wellspring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.equity.rules.EquityAccount;
import io.wellspring.plan.loop.rules.LoopAccount;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.release.rules.ReleaseAccount;
import io.wellspring.value.AssetCode;
import io.wellspring.value.BookAccount;
import io.wellspring.value.Chart;
import io.wellspring.value.SignRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the ledger's accounts is written from the code itself. */
class LedgerChartTest {

    private static final Path PAGE = Path.of("src/docs/ledger-chart.md");

    private static final String BEGINNING = """
            # Chart of accounts

            Written from the code by `LedgerChartTest`; anew with `./mvnw test -Dapi-docs.refresh`.

            The first party of a posting are **holders**: members, whose balances never go below zero. The second party is a
            **book**, that of a plan or that of the house, with the accounts below. An amount is signed as seen from its
            account, so all that holders and books have of an asset sums to zero. A posting to an account that the book
            does not have is refused by the ledger. A posting that leaves a balance which breaks its sign rule is refused by
            the database, and the command that asks for it fails without effect and alerts, as one does that would make a
            member's balance negative.

            | rule | balance |
            |---|---|
            | `NEVER_NEGATIVE` | zero or above: what the account has is there |
            | `NEVER_POSITIVE` | zero or below: the counterpart of what others have |
            | `FREE` | anything |

            """;

    private static final String TABLE = """
            ## Plans of kind %s

            | account | assets and their rules | meaning |
            |---|---|---|
            %s

            """;

    private static final String END = """
            ## The house

            Book 0 has no accounts yet: whatever posts to it brings them.
            """;

    @Test
    void thePageTellsEveryAccount() throws IOException {
        StringBuilder page = new StringBuilder(BEGINNING);
        for (PlanKind kind : PlanKind.values()) {
            page.append(TABLE.formatted(kind, rows(chart(kind))));
        }
        page.append(END);
        if (System.getProperty("api-docs.refresh") != null) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("written anew with ./mvnw test -Dapi-docs.refresh")
                .isEqualTo(page.toString());
    }

    private static Chart chart(PlanKind kind) {
        return switch (kind) {
            case EQUITY -> EquityAccount.CHART;
            case LOOP -> LoopAccount.CHART;
            case RELEASE -> ReleaseAccount.CHART;
        };
    }

    private static String rows(Chart chart) {
        return chart.accounts().stream().map(LedgerChartTest::row).collect(Collectors.joining("\n"));
    }

    private static String row(BookAccount account) {
        Map<AssetCode, SignRule> signs = new TreeMap<>(account.signs());
        String assets = signs.entrySet().stream()
                .map(sign -> "%s `%s`".formatted(sign.getKey(), sign.getValue()))
                .collect(Collectors.joining(", "));
        return "| `%s` | %s | %s |".formatted(account.name(), assets, account.meaning());
    }
}
