package io.wellspring.wallet;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import io.wellspring.api.Described;

/** What the description of the API cannot see in the calls of this room. */
@Configuration(proxyBeanMethods = false)
class WalletConfiguration {

    @Bean
    Described eventsOfMembers() {
        return new Described(List.of(WalletPicture.Live.class));
    }
}
