package bare;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What starts with the same starters and does nothing: the floor of a start. */
@SpringBootApplication
@RestController
public class BareApplication {

    private final DatabaseClient database;

    BareApplication(DatabaseClient database) {
        this.database = database;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(BareApplication.class, arguments);
    }

    /** Anybody may ask whether it is ready. */
    @Bean
    SecurityWebFilterChain chain(ServerHttpSecurity http) {
        return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .oauth2ResourceServer(bearer -> bearer.jwt(Customizer.withDefaults()))
                .build();
    }

    @GetMapping("/")
    Mono<Integer> one() {
        return database.sql("SELECT 1").mapValue(Integer.class).one();
    }
}
