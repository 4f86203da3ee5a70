package io.wellspring.admin;

import io.wellspring.api.Page;
import io.wellspring.auth.mall.Mall;
import io.wellspring.auth.mall.MallSecret;
import io.wellspring.auth.mall.MallSecrets;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts malls and their secrets together, with one question for all malls of a page. */
@Component
class MallViews {

    /** Ended secrets pile up over the years, so only the last are shown. */
    private static final int SECRETS_SHOWN = 20;

    private final MallSecrets secrets;

    MallViews(MallSecrets secrets) {
        this.secrets = secrets;
    }

    Mono<MallView> of(Mall mall) {
        return secrets.of(List.of(mall.id()), SECRETS_SHOWN).collectList().map(own -> MallView.of(mall, own));
    }

    Mono<Page<MallView>> page(Page<Mall> page) {
        return secrets.of(page.items().stream().map(Mall::id).toList(), SECRETS_SHOWN)
                .collect(Collectors.groupingBy(MallSecret::mallId))
                .map(own -> new Page<>(
                        page.items().stream()
                                .map(mall -> MallView.of(mall, own.getOrDefault(mall.id(), List.of())))
                                .toList(),
                        page.nextCursor()));
    }
}
