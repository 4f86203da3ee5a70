package io.wellspring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class WellspringApplication {
    public static void main(String[] args) {
        SpringApplication.run(WellspringApplication.class, args);
    }
}
