package io.wellspring.wallet;

import io.wellspring.api.Described;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the description of the API cannot see in the calls of this room. */
@Configuration(proxyBeanMethods = false)
class WalletConfiguration {

    @Bean
    Described eventsOfMembers() {
        return new Described(List.of(WalletPicture.Live.class));
    }
}
