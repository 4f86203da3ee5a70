package io.wellspring.local;

import io.swagger.v3.oas.annotations.Hidden;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Shows the outbox: as JSON to programs, as a page to browsers. */
@Hidden
@RestController
@CallableBy(Caller.ANYBODY)
@Profile("local")
@ConditionalOnProperty(name = "wellspring.sms.sender", havingValue = "outbox")
class OutboxPage {

    private final Outbox outbox;

    OutboxPage(Outbox outbox) {
        this.outbox = outbox;
    }

    record Messages(List<Outbox.Sent> items) {}

    @GetMapping("/local/sms")
    Messages messages(@RequestParam(defaultValue = "") String phone) {
        return new Messages(outbox.sentTo(phone));
    }

    @GetMapping(path = "/local/sms", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page(@RequestParam(defaultValue = "") String phone) {
        return """
                <!doctype html>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>SMS outbox</title>
                <style>
                  body { font: 1rem/1.6 system-ui; margin: 2rem auto; max-width: 46rem; padding: 0 1rem }
                  table { border-collapse: collapse; width: 100%% }
                  th, td { border-bottom: 1px solid #ccc; padding: .3rem 0; text-align: left }
                  .code { font: 1.3rem monospace }
                </style>
                <h1>SMS outbox</h1>
                <form><input name="phone" value="%s" placeholder="13800138000"> <button>Show</button></form>
                <table>
                <tr><th>Phone<th>Purpose<th>Code<th>Sent
                %s</table>
                """.formatted(
                        HtmlUtils.htmlEscape(phone),
                        outbox.sentTo(phone).stream().map(OutboxPage::row).collect(Collectors.joining()));
    }

    private static String row(Outbox.Sent sent) {
        return "<tr><td>%s<td>%s<td class=\"code\">%s<td>%s%n"
                .formatted(
                        HtmlUtils.htmlEscape(sent.phone()),
                        HtmlUtils.htmlEscape(sent.purpose()),
                        HtmlUtils.htmlEscape(Objects.requireNonNullElse(sent.code(), "–")),
                        sent.sentAt());
    }
}
