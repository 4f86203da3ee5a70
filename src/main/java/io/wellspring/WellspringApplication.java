package io.wellspring;

import io.wellspring.settings.SettingsCheck;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application as production runs it: its servers stand elsewhere, its settings come from the environment. */
@SpringBootApplication
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
}
