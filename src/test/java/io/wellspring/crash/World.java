package io.wellspring.crash;

import io.wellspring.WellspringApplication;
import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.TestOutbox;
import io.wellspring.testing.TestSettings;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Who acts in these tests: plans under different rules, malls that feed them, members who invited each other. All are
 * made through the application's own API; their tokens outlive the longest run.
 */
record World(
        List<String> equity,
        List<String> loops,
        List<String> releases,
        List<Platform.Mall> malls,
        List<Api.Joined> members) {

    private static final int MALLS = 3;
    private static final int MEMBERS = 12;
    private static final String NO_LIMIT = "1000000000.00";

    /** Rules under which small orders set off forced exits, closings and a supply that ends. */
    private static final List<Map<String, Object>> RULES = List.of(
            Map.of("grantRate", "0.20", "quotaMultiple", "0.45", "minSupply", "5"),
            Map.of(
                    "grantRate", "0.05",
                    "referralGrantRate", "0.05",
                    "quotaMultiple", "0.4",
                    "referralQuotaMultiple", "0.3"),
            Map.of("forcedExit", false, "referralGrantRate", "0.30", "supplyCap", "500", "minSupply", "20"));

    /** Rules under which small orders reach levels, and use up quotas within days. */
    private static final List<Map<String, Object>> LOOP_RULES = List.of(
            Map.of(
                    "quotaMultiple", "0.25",
                    "spendPerShare", "10",
                    "referralShareRate", "0.5",
                    "levels", levels("V1", "1", "0.02", "V2", "20", "0.10")),
            Map.of(
                    "quotaMultiple",
                    "0.5",
                    "weightBy",
                    "QUOTA",
                    "levels",
                    levels("V1", "0", "0.05"),
                    "levelSplit",
                    "BY_SHARES"));

    /** Rules under which small orders reach tiers and stars, and lots are used up within days. */
    private static final List<Map<String, Object>> RELEASE_RULES = List.of(Map.of(
            "tiers",
            List.of(
                    Map.of("name", "small", "amount", "1", "multiple", "1.5"),
                    Map.of("name", "large", "amount", "20", "multiple", "2")),
            "dailyRate",
            "0.4",
            "stars",
            List.of(
                    Map.of("name", "one", "volume", "10", "rate", "0.2"),
                    Map.of("name", "two", "volume", "200", "rate", "0.3")),
            "peerRate",
            "0.1"));

    /** All plans, of every kind. */
    List<String> plans() {
        return Stream.of(equity, loops, releases).flatMap(List::stream).toList();
    }

    /** Makes it in an empty database, given as host:port/name. */
    static World in(String database) {
        try (ConfigurableApplicationContext running = run(database)) {
            Platform platform = running.getBean(Platform.class);
            Api api = running.getBean(Api.class);
            List<String> equity = plans(api, platform.operator(), "EQUITY", RULES);
            List<String> loops = plans(api, platform.operator(), "LOOP", LOOP_RULES);
            List<String> releases = plans(api, platform.operator(), "RELEASE", RELEASE_RULES);
            List<String> all =
                    Stream.of(equity, loops, releases).flatMap(List::stream).toList();
            return new World(equity, loops, releases, malls(platform, all), members(platform));
        }
    }

    private static ConfigurableApplicationContext run(String database) {
        return new SpringApplicationBuilder(WellspringApplication.class, TestOutbox.class, Api.class, Platform.class)
                .initializers(new TestSettings())
                .run(
                        "--server.port=0",
                        "--logging.level.root=warn",
                        "--WELLSPRING_DATABASE=" + database,
                        "--wellspring.rewards.team-enabled=true",
                        "--wellspring.auth.tokens.access-seconds=86400");
    }

    private static List<String> plans(Api api, String operator, String kind, List<Map<String, Object>> all) {
        return all.stream()
                .map(rules -> api.post(
                        "/v1/admin/plans",
                        Map.of(
                                "kind",
                                kind,
                                "name",
                                "a plan",
                                "zone",
                                zoneAtNoon().getId(),
                                "parameters",
                                rules),
                        operator))
                .peek(answer -> Platform.expect(201, answer))
                .map(answer -> answer.string("id"))
                .toList();
    }

    private static List<Map<String, String>> levels(String... nameSharesRate) {
        List<Map<String, String>> levels = new ArrayList<>();
        for (int n = 0; n < nameSharesRate.length; n += 3) {
            levels.add(Map.of(
                    "name", nameSharesRate[n], "minShares", nameSharesRate[n + 1], "rate", nameSharesRate[n + 2]));
        }
        return levels;
    }

    private static List<Platform.Mall> malls(Platform platform, List<String> plans) {
        List<Platform.Mall> malls = new ArrayList<>();
        for (int n = 0; n < MALLS; n++) {
            malls.add(platform.mall(NO_LIMIT, plans.toArray(String[]::new)));
        }
        return malls;
    }

    private static List<Api.Joined> members(Platform platform) {
        Random random = new Random(1);
        List<Api.Joined> members = new ArrayList<>(List.of(platform.member()));
        while (members.size() < MEMBERS) {
            members.add(
                    random.nextInt(4) == 0
                            ? platform.member()
                            : platform.member(members.get(random.nextInt(members.size()))));
        }
        return members;
    }

    /** Whose midnight is farthest away, so that no business day ends during a run. */
    private static ZoneId zoneAtNoon() {
        Instant now = Instant.now();
        return List.of("Pacific/Honolulu", "America/New_York", "UTC", "Asia/Shanghai", "Pacific/Auckland").stream()
                .map(ZoneId::of)
                .min(Comparator.comparingInt(
                        zone -> Math.abs(ZonedDateTime.ofInstant(now, zone).getHour() - 11)))
                .orElseThrow();
    }
}
