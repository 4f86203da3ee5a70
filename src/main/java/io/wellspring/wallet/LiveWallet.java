package io.wellspring.wallet;

import io.wellspring.ledger.Statements;
import io.wellspring.ledger.Statements.LineOf;
import io.wellspring.live.MemberPicture;
import io.wellspring.live.MemberPictures;
import io.wellspring.plan.catalogue.HeldBalance;
import io.wellspring.plan.catalogue.Holdings;
import io.wellspring.plan.estimate.Estimate;
import io.wellspring.plan.estimate.Estimates;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What members watch of themselves: balances, what today would bring, the last movements. */
@Component
class LiveWallet implements MemberPictures {

    private static final int MOVEMENTS = 5;

    private final Holdings holdings;
    private final Statements statements;
    private final Transfers transfers;
    private final Estimates estimates;
    private final JsonMapper json;

    LiveWallet(Holdings holdings, Statements statements, Transfers transfers, Estimates estimates, JsonMapper json) {
        this.holdings = holdings;
        this.statements = statements;
        this.transfers = transfers;
        this.estimates = estimates;
        this.json = json;
    }

    /** Those of whom something changed between the looks are looked at once more, for one event tells of one moment. */
    @Override
    public Flux<MemberPicture> of(Collection<Long> memberIds) {
        return read(memberIds).collectList().flatMapMany(this::wholeOf).cast(MemberPicture.class);
    }

    private Flux<WalletPicture> wholeOf(List<WalletPicture> read) {
        Map<Boolean, List<WalletPicture>> torn =
                read.stream().collect(Collectors.partitioningBy(WalletPicture::isTorn));
        List<Long> again = torn.get(true).stream().map(WalletPicture::memberId).toList();
        return Flux.fromIterable(torn.get(false)).concatWith(again.isEmpty() ? Flux.empty() : read(again));
    }

    private Flux<WalletPicture> read(Collection<Long> memberIds) {
        return Mono.zip(
                        holdings.of(memberIds).collectMultimap(HeldBalance::memberId),
                        statements.newestOf(memberIds, MOVEMENTS).collectList().flatMap(this::shown),
                        estimates.of(memberIds).collectMultimap(Estimate::memberId))
                .flatMapIterable(read -> memberIds.stream()
                        .map(member -> new WalletPicture(
                                member,
                                of(member, read.getT1()),
                                of(member, read.getT3()),
                                json.writeValueAsString(of(member, read.getT2()))))
                        .toList());
    }

    private Mono<Map<Long, Collection<Transfer>>> shown(List<LineOf> lines) {
        return transfers.of(lines).flatMap(shown -> Flux.fromIterable(lines).collectMultimap(LineOf::memberId, shown));
    }

    private static <T> List<T> of(Long member, Map<Long, Collection<T>> all) {
        return List.copyOf(all.getOrDefault(member, List.of()));
    }
}
