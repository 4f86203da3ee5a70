package bare;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.r2dbc.core.DatabaseClient;
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

    @GetMapping("/")
    Mono<Integer> one() {
        return database.sql("SELECT 1").mapValue(Integer.class).one();
    }
}
