package io.wellspring.plan.testing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import io.wellspring.plan.catalogue.PlanCatalogue;
import io.wellspring.plan.equity.rules.EquityParameters;
import io.wellspring.plan.log.AdjustmentBody;
import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.log.NewCommand;
import io.wellspring.plan.log.OrderBody;
import io.wellspring.plan.log.PlanLog;
import io.wellspring.plan.log.RedemptionBody;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.release.rules.ReleaseParameters;
import io.wellspring.plan.replay.ReplayNote;
import io.wellspring.plan.replay.Replays;
import io.wellspring.plan.writer.PlanWriter;
import io.wellspring.testing.TestDatabase;
import io.wellspring.value.AssetCode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** One node of the application, as far as plans and the ledger go; several can share a database. */
public final class PlanNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WITHOUT_WHAT_RECURS = "(?!.*\\.(Writer|Log|Catalogue|Standing)Configuration$).*";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private PlanNode(
            Consumer<GenericApplicationContext> database, KnownMembers members, boolean beating, String... settings) {
        this(database, members, List.of(), beating, settings);
    }

    private PlanNode(
            Consumer<GenericApplicationContext> database,
            KnownMembers members,
            List<Class<?>> more,
            boolean beating,
            String... settings) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", settings(settings)));
        database.accept(context);
        members.register(context);
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(Clock.class, Clock::systemUTC);
        context.register(JacksonAutoConfiguration.class);
        more.forEach(context::register);
        scan("io.wellspring.api", ".*\\.StrictJson");
        scan("io.wellspring.bulk", ".*");
        scan("io.wellspring.ledger", ".*");
        scan("io.wellspring.plan", beating ? ".*" : WITHOUT_WHAT_RECURS);
        context.refresh();
    }

    /** A node that does by itself whatever recurs. */
    public static PlanNode beating(TestDatabase database, KnownMembers members, String... settings) {
        return new PlanNode(database::register, members, true, settings);
    }

    /** A node that does only what it is told. */
    public static PlanNode quiet(TestDatabase database, KnownMembers members, String... settings) {
        return new PlanNode(database::register, members, false, settings);
    }

    /** A node that does only what it is told, and has a kind of plans more. */
    public static PlanNode with(Class<?> kind, TestDatabase database, KnownMembers members, String... settings) {
        return new PlanNode(database::register, members, List.of(kind), false, settings);
    }

    /** A node that only looks, at whichever database. */
    public static PlanNode over(ConnectionFactory connections) {
        return new PlanNode(context -> TestDatabase.register(context, connections), new KnownMembers(), false);
    }

    public <T> T the(Class<T> bean) {
        return context.getBean(bean);
    }

    public <T> Collection<T> all(Class<T> beans) {
        return context.getBeansOfType(beans).values();
    }

    public JsonMapper json() {
        return the(JsonMapper.class);
    }

    /** Opens a plan in Shanghai's zone, and tells its id. */
    public long plan(EquityParameters parameters) {
        return now(the(PlanCatalogue.class).create(PlanKind.EQUITY, "a plan", ZONE, json().valueToTree(parameters)))
                .planId();
    }

    public long plan(LoopParameters parameters) {
        return now(the(PlanCatalogue.class).create(PlanKind.LOOP, "a plan", ZONE, json().valueToTree(parameters)))
                .planId();
    }

    public long plan(ReleaseParameters parameters) {
        return now(the(PlanCatalogue.class).create(PlanKind.RELEASE, "a plan", ZONE, json().valueToTree(parameters)))
                .planId();
    }

    public void append(NewCommand... commands) {
        now(the(PlanLog.class).append(List.of(commands)).then(Mono.just(true)));
    }

    /** Writes until nothing is left to do, one transaction after the other. @return commands decided */
    public int drain(long plan, int limit) {
        int decided = 0;
        for (PlanWriter.Written written = step(plan, limit); written != null; written = step(plan, limit)) {
            decided += written.commands();
        }
        return decided;
    }

    /** The next transaction; null where there was nothing to do. */
    public PlanWriter.Written step(long plan, int limit) {
        return the(PlanWriter.class).step(plan, limit).block(PATIENCE);
    }

    public static NewCommand order(long plan, String key, long member, long fen) {
        OrderBody order = new OrderBody(member, fen, 0, null, "2026-01-01T00:00:00Z");
        String body = "{\"memberId\":%d,\"cash\":%d,\"pointsPaid\":0,\"paidAt\":\"2026-01-01T00:00:00Z\"}"
                .formatted(member, fen);
        byte[] fingerprint = order.fingerprint(new TreeSet<>(Set.of(plan)));
        return new NewCommand(plan, "mall", key, CommandKind.ORDER, member, body, fingerprint);
    }

    public static NewCommand redemption(long plan, String key, long member, long units) {
        byte[] fingerprint = new RedemptionBody(units).fingerprint(plan);
        String body = "{\"units\":%d}".formatted(units);
        return new NewCommand(plan, "mall", key, CommandKind.REDEMPTION, member, body, fingerprint);
    }

    public NewCommand adjustment(long plan, String key, long member, AssetCode asset, long amount) {
        AdjustmentBody body = new AdjustmentBody(asset, amount, "a reason");
        return new NewCommand(
                plan,
                "operator",
                key,
                CommandKind.ADJUSTMENT,
                member,
                json().writeValueAsString(body),
                body.fingerprint(plan, member));
    }

    public NewCommand parameters(long plan, String key, EquityParameters parameters) {
        String body = "{\"parameters\":%s}".formatted(json().writeValueAsString(parameters));
        return command(plan, key, CommandKind.PARAMETERS, null, body);
    }

    /** An order whose body no rule can read. */
    public static NewCommand poison(long plan, String key, long member) {
        return command(plan, key, CommandKind.ORDER, member, "{\"cash\":\"a lot\"}");
    }

    public static NewCommand command(long plan, String key, CommandKind kind, Long member, String body) {
        return new NewCommand(plan, "mall", key, kind, member, body, body.getBytes(StandardCharsets.UTF_8));
    }

    public static NewCommand[] orders(long plan, String prefix, int count, long fen) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(n -> order(plan, prefix + n, n, fen))
                .toArray(NewCommand[]::new);
    }

    /** Replays the plan as an operator would, and tells everything that was told. */
    public List<ReplayNote> replay(long plan) {
        return now(the(Replays.class).replay(plan).collectList());
    }

    public static <T> T now(Mono<T> work) {
        T result = work.block(PATIENCE);
        if (result == null) {
            throw new AssertionError("nothing came");
        }
        return result;
    }

    @Override
    public void close() {
        context.close();
    }

    private void scan(String room, String classes) {
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context);
        scanner.addExcludeFilter((type, types) ->
                !Pattern.matches(classes, type.getClassMetadata().getClassName()));
        scanner.scan(room);
    }

    private static Map<String, Object> settings(String... namesAndValues) {
        Map<String, Object> settings = new HashMap<>(
                Map.of("wellspring.rewards.max-generations", "20", "wellspring.rewards.team-enabled", "true"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put("wellspring.plan." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }
}
