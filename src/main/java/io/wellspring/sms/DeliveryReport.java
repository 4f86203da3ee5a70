package io.wellspring.sms;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the provider says about one message of ours.
 *
 * @param code its word for how it went, such as DELIVERED; none where it said nothing that looks like one
 */
record DeliveryReport(UUID id, boolean delivered, @Nullable String code) {

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

    /** Those that can be read and name a message as we name them, the first one of each; all else is left out. */
    static List<DeliveryReport> readAll(JsonNode array) {
        List<DeliveryReport> reports = new ArrayList<>();
        Set<UUID> named = new HashSet<>();
        for (JsonNode node : array) {
            DeliveryReport report = read(node);
            if (report != null && named.add(report.id())) {
                reports.add(report);
            }
        }
        return reports;
    }

    private static @Nullable DeliveryReport read(JsonNode node) {
        String id = node.path("out_id").asString("");
        JsonNode success = node.path("success");
        if (!ID.matcher(id).matches() || !success.isBoolean()) {
            return null;
        }
        String code = node.path("err_code").asString("");
        return new DeliveryReport(
                UUID.fromString(id), success.asBoolean(), CODE.matcher(code).matches() ? code : null);
    }
}
