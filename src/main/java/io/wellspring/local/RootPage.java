package io.wellspring.local;

import io.swagger.v3.oas.annotations.Hidden;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import java.net.URI;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Redirects the root of a local run to the reader of the API. */
@Hidden
@RestController
@CallableBy(Caller.ANYBODY)
@Profile("local")
class RootPage {

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Void> root() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create("/swagger-ui.html"))
                .build();
    }
}
