package io.wellspring;

import io.wellspring.settings.SettingsCheck;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.data.redis.autoconfigure.observation.LettuceObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The application as production runs it: its servers stand elsewhere, its settings come from the environment. */
@SpringBootApplication(exclude = LettuceObservationAutoConfiguration.class)
public class WellspringApplication {

    public static void main(String[] args) {
        application().run(args);
    }

    /** What every run starts from: it checks the settings first. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(WellspringApplication.class);
        application.addListeners(new SettingsCheck());
        return application;
    }

    /** The node's clock, for what lives on a node alone; business days follow the database's. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }
}
