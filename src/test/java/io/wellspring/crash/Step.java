package io.wellspring.crash;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request of a mall or a member, which can be sent again and again until it is answered. */
sealed interface Step {

    JsonMapper JSON = new JsonMapper();

    HttpRequest.Builder at(String address);

    /**
     * Notes what the answer says, if it says anything for certain.
     *
     * @return whether nothing is left to be asked; an answer that should not be is an error
     */
    boolean isSettledBy(Caller.Answer answer, Told told);

    /** Orders of one mall: a single one as JSON, several as NDJSON. */
    record Orders(Platform.Mall mall, List<Line> lines) implements Step {

        /** An order that feeds these plans. */
        record Line(String orderId, Api.Joined member, List<String> planIds, String amount) {

            private String json() {
                Map<String, Object> order = Platform.order(orderId, member, planIds.get(0), amount);
                order.put("planIds", planIds);
                return JSON.writeValueAsString(order);
            }
        }

        @Override
        public HttpRequest.Builder at(String address) {
            return HttpRequest.newBuilder(URI.create(address + "/v1/paid-orders"))
                    .header("Authorization", "Bearer " + mall.token())
                    .header("Content-Type", isSingle() ? MediaType.APPLICATION_JSON_VALUE : "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            lines.stream().map(Line::json).collect(Collectors.joining("\n"))));
        }

        @Override
        public boolean isSettledBy(Caller.Answer answer, Told told) {
            if (answer.isBusy()) {
                return false;
            }
            answer.requireStatus(200, 202);
            List<JsonNode> outcomes =
                    answer.lines().stream().map(JSON::readTree).toList();
            long settled = 0;
            for (int n = 0; n < outcomes.size(); n++) {
                settled += isSettled(lines.get(n), outcomes.get(n), told) ? 1 : 0;
            }
            return answer.isWhole() && settled == lines.size();
        }

        private boolean isSettled(Line line, JsonNode outcome, Told told) {
            String word = outcome.path("outcome").asString();
            if (word.equals("ACCEPTED") || word.equals("ALREADY_KNOWN")) {
                told.accepted("client:" + mall.id(), line, word.equals("ACCEPTED"));
                return true;
            }
            if (outcome.path("problem").path("code").asString().equals("busy")) {
                told.busy();
                return false;
            }
            throw new AssertionError("Not what should be said of " + line + ": " + outcome);
        }

        private boolean isSingle() {
            return lines.size() == 1;
        }
    }

    /** A sale of units by a member, refused where there are not so many, or where they would bring nothing. */
    record Redemption(Api.Joined member, String key, String planId, String units) implements Step {

        private static final List<String> REFUSALS = List.of("insufficient-units", "redemption-pays-nothing");

        @Override
        public HttpRequest.Builder at(String address) {
            return HttpRequest.newBuilder(URI.create(address + "/v1/me/redemptions"))
                    .header("Authorization", "Bearer " + member.accessToken())
                    .header("Idempotency-Key", key)
                    .header("Content-Type", MediaType.APPLICATION_JSON_VALUE)
                    .POST(HttpRequest.BodyPublishers.ofString(
                            JSON.writeValueAsString(Map.of("planId", planId, "units", units))));
        }

        @Override
        public boolean isSettledBy(Caller.Answer answer, Told told) {
            if (answer.isBusy() || answer.status() == 202 || !answer.isWhole()) {
                return false;
            }
            if (answer.status() == 422 && REFUSALS.contains(answer.code())) {
                told.decided("member:" + member.memberId(), key, "REFUSED");
                return true;
            }
            answer.requireStatus(200);
            told.decided("member:" + member.memberId(), key, "APPLIED");
            return true;
        }
    }
}
