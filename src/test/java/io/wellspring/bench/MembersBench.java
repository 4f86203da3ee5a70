package io.wellspring.bench;

import io.wellspring.testing.DurablePostgres;
import io.wellspring.testing.JavaProcess;
import io.wellspring.testing.Platform;
import io.wellspring.testing.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** How many members join, sign in and look at their wallets in a second; the wallet beside the same chain with SELECT 1. */
class MembersBench {

    private static final String PASSWORD = "a password of some length";
    private static final int MEMBERS = 200;
    private static final int CALLERS = 32;
    /** Fewer than would have to wait for longer than a password may. */
    private static final int HASHING_CALLERS = 8;

    private static final int ROUNDS = 5;
    private static final Duration WARMING = Duration.ofSeconds(15);
    private static final Duration LENGTH = Duration.ofSeconds(8);

    private final Table table = new Table("members", "members at work|a second|to the floor");
    private final AtomicInteger nextPhone = new AtomicInteger(10_000_000);

    @TempDir
    private Path folder;

    @Test
    void membersAtWork() throws Exception {
        try (DurablePostgres postgres = DurablePostgres.in(folder, HotPoolBench.SERVER);
                JavaProcess node = start(postgres.create("members"), "-Xmx512m")) {
            Load load = new Load("http://127.0.0.1:" + node.await("Netty started on port (\\d+)"));
            node.await("(Started \\w+ in)");
            List<String> tokens = new ArrayList<>();
            for (int member = 0; member < MEMBERS; member++) {
                tokens.add(field("accessToken", join(load, null)));
            }
            give(postgres);
            wallets(load, tokens);
            joining(load);
            signingIn(load);
            hashing();
            table.write();
        }
    }

    /** A node whose members are reached at once, and may call as often as they like. */
    static JavaProcess start(String database, String memory) throws IOException {
        return start(database, memory, Map.of());
    }

    /** The same, set further. */
    static JavaProcess start(String database, String memory, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(Servers.settings());
        settings.putAll(more);
        settings.put("WELLSPRING_DATABASE", database);
        settings.put("WELLSPRING_PORT", "0");
        settings.put("WELLSPRING_SMS_BUDGET_PERDAY", "100000000");
        settings.put("WELLSPRING_SMS_BUDGET_PERDAYUNCHALLENGED", "100000000");
        settings.put("WELLSPRING_SMS_PREFIXES_LEASTSENT", "100000000");
        settings.put("WELLSPRING_AUTH_CODES_PERADDRESSPERHOUR", "100000000");
        settings.put("WELLSPRING_AUTH_TRIES_FAILURESPERADDRESS", "100000000");
        settings.put("WELLSPRING_LIMIT_RATES_MEMBERPERSECOND", "10000");
        settings.put("WELLSPRING_LIMIT_RATES_MEMBERBURST", "1000000");
        settings.put("WELLSPRING_LIMIT_RATES_ADDRESSPERSECOND", "10000");
        settings.put("WELLSPRING_LIMIT_RATES_ADDRESSBURST", "1000000");
        return JavaProcess.start(
                settings, memory, "-cp", System.getProperty("java.class.path"), MembersNode.class.getName());
    }

    /** Six balances each, as a member of two plans has. */
    private static void give(DurablePostgres postgres) {
        postgres.jdbc("members").sql("""
                        INSERT INTO ledger_member_balance (member_id, asset, plan_id, amount)
                        SELECT m.id, a.asset, a.plan_id, 1234567
                          FROM member m CROSS JOIN (VALUES ('CNY', 0), ('POINT', 0), ('EQUITY', 1), ('QUOTA', 1),
                                                           ('EQUITY', 2), ('QUOTA', 2)) AS a (asset, plan_id)
                        """).update();
        postgres.jdbc("members").sql("VACUUM ANALYZE").update();
    }

    private void wallets(Load load, List<String> tokens) throws InterruptedException {
        double[] wallets = new double[ROUNDS];
        double[] floors = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        look(load, tokens, "/v1/me/wallet", WARMING);
        look(load, tokens, "/v1/me/floor", WARMING);
        for (int round = 0; round < ROUNDS; round++) {
            wallets[round] = look(load, tokens, "/v1/me/wallet", LENGTH);
            floors[round] = look(load, tokens, "/v1/me/floor", LENGTH);
            ratios[round] = wallets[round] / floors[round];
        }
        table.row("the same chain with SELECT 1 | %,.0f | ", median(floors));
        table.row("look at a wallet of six balances | %,.0f | %.2f", median(wallets), median(ratios));
    }

    private static double look(Load load, List<String> tokens, String path, Duration length)
            throws InterruptedException {
        return load.perSecond(
                CALLERS, length, (caller, turn) -> load.get(path, tokens.get((caller + (int) turn) % tokens.size())));
    }

    private void joining(Load load) throws InterruptedException {
        load.perSecond(CALLERS, LENGTH, (caller, turn) -> join(load, null));
        table.row(
                "join with a code, no password | %,.0f | ",
                load.perSecond(CALLERS, LENGTH, (caller, turn) -> join(load, null)));
        table.row(
                "join with a code and a password | %,.0f | ",
                load.perSecond(HASHING_CALLERS, LENGTH, (caller, turn) -> join(load, PASSWORD)));
    }

    private void signingIn(Load load) throws IOException, InterruptedException {
        List<String> phones = new ArrayList<>();
        for (int member = 0; member < CALLERS; member++) {
            phones.add(phone());
            join(load, phones.get(member), PASSWORD);
        }
        table.row(
                "sign in with a password | %,.0f | ",
                load.perSecond(
                        HASHING_CALLERS,
                        LENGTH,
                        (caller, turn) -> load.post("/v1/tokens", """
                                {"grant":"PASSWORD","phone":"%s","password":"%s"}""".formatted(phones.get(caller), PASSWORD))));
        table.row("renew a session | %,.0f | ", load.perSecond(CALLERS, LENGTH, new Renewals(load, phones)));
    }

    /** Each caller renews what its last renewal gave. */
    private record Renewals(Load load, String[] tokens) implements Load.Deed {

        Renewals(Load load, List<String> phones) throws IOException, InterruptedException {
            this(load, new String[phones.size()]);
            for (int caller = 0; caller < tokens.length; caller++) {
                tokens[caller] =
                        field("refreshToken", load.post("/v1/tokens", """
                        {"grant":"PASSWORD","phone":"%s","password":"%s"}""".formatted(phones.get(caller), PASSWORD)));
            }
        }

        @Override
        public void run(int caller, long turn) throws IOException, InterruptedException {
            tokens[caller] = field("refreshToken", load.post("/v1/tokens", """
                    {"grant":"REFRESH_TOKEN","refreshToken":"%s"}""".formatted(tokens[caller])));
        }
    }

    /** What one hash costs, by its parameters: memory in KiB, passes. */
    private void hashing() {
        for (int[] cost : new int[][] {{19_456, 2}, {47_104, 1}, {12_288, 3}, {65_536, 3}}) {
            Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, cost[0], cost[1]);
            double[] millis = new double[25];
            for (int n = 0; n < millis.length; n++) {
                long start = System.nanoTime();
                argon2.encode(PASSWORD);
                millis[n] = (System.nanoTime() - start) / 1e6;
            }
            table.row("one hash of %,d KiB and %d passes: %.0f ms |  | ", cost[0], cost[1], median(millis));
        }
    }

    /** Joins, and tells the token. */
    static String join(Load load) throws IOException, InterruptedException {
        return field("accessToken", joined(load));
    }

    /** Joins, and tells all that the member is told. */
    static String joined(Load load) throws IOException, InterruptedException {
        return join(load, Platform.freshPhone(), null);
    }

    private String join(Load load, String password) throws IOException, InterruptedException {
        return join(load, phone(), password);
    }

    private static String join(Load load, String phone, String password) throws IOException, InterruptedException {
        load.post("/v1/sms-codes", "{\"phone\":\"%s\",\"purpose\":\"REGISTER\"}".formatted(phone));
        String code = load.get("/bench/code?phone=" + phone, null);
        String secret = password == null ? "" : ",\"password\":\"%s\"".formatted(password);
        return load.post("/v1/registrations", "{\"phone\":\"%s\",\"code\":\"%s\"%s}".formatted(phone, code, secret));
    }

    private String phone() {
        return "138" + nextPhone.getAndIncrement();
    }

    static String field(String name, String json) {
        return json.replaceAll("(?s).*\"" + name + "\":\"([^\"]*)\".*", "$1");
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
