package io.wellspring.member;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How far the numbers have followed the keys: what tells an operator when an old key may go. */
@Component
public class PhoneKeyFigures {

    private final DatabaseClient database;
    private final PhoneCipher phones;
    private final AtomicLong toDo;

    PhoneKeyFigures(DatabaseClient database, PhoneCipher phones, MeterRegistry meters) {
        this.database = database;
        this.phones = phones;
        this.toDo = new AtomicLong();
        Gauge.builder("wellspring.member.phones.todo", toDo, AtomicLong::get)
                .description("Phone numbers that are not yet under the newest key, as this node counted last")
                .register(meters);
    }

    /**
     * One key.
     *
     * @param configured whether this node has it
     * @param encrypted numbers that it encrypts, also of changes that wait
     * @param hashed members who have a hash under it
     * @param mayGo whether it encrypts nothing any more and everybody is found without it
     */
    @Schema(name = "PhoneKey")
    public record Key(String id, boolean configured, boolean first, long encrypted, long hashed, boolean mayGo) {}

    /** @param toDo numbers that are not yet as the keys of this node want them: encryptions and hashes to be made */
    @Schema(name = "PhoneKeyFigures")
    public record Figures(long numbers, long toDo, List<Key> keys) {}

    public Mono<Figures> read() {
        return Mono.zip(encrypted(), waiting(), hashed())
                .map(counted -> figures(counted.getT1(), counted.getT2(), counted.getT3()));
    }

    Mono<Void> measure() {
        return read().doOnNext(figures -> toDo.set(figures.toDo())).then();
    }

    private Figures figures(Map<String, Long> members, Map<String, Long> waiting, Map<String, Long> hashed) {
        List<String> mine = List.of(phones.keyIds());
        long numbers = sum(members);
        long unhashed =
                mine.stream().mapToLong(key -> numbers - of(hashed, key)).sum();
        Map<String, Long> encrypted = new HashMap<>(members);
        waiting.forEach((key, count) -> encrypted.merge(key, count, Long::sum));
        String first = mine.get(0);
        boolean allFound = of(hashed, first) == numbers;
        Set<String> ids = new TreeSet<>(encrypted.keySet());
        ids.addAll(hashed.keySet());
        ids.addAll(mine);
        List<Key> keys = ids.stream()
                .map(id -> new Key(
                        id,
                        mine.contains(id),
                        id.equals(first),
                        of(encrypted, id),
                        of(hashed, id),
                        !id.equals(first) && of(encrypted, id) == 0 && allFound))
                .toList();
        return new Figures(numbers, sum(encrypted) - of(encrypted, first) + unhashed, keys);
    }

    private static long of(Map<String, Long> counts, String key) {
        return counts.getOrDefault(key, 0L);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private Mono<Map<String, Long>> encrypted() {
        return counts("SELECT phone_key, count(*) FROM member WHERE phone_key IS NOT NULL GROUP BY phone_key");
    }

    private Mono<Map<String, Long>> waiting() {
        return counts("""
                SELECT new_phone_key, count(*) FROM member_phone_change
                 WHERE new_phone_key IS NOT NULL
                 GROUP BY new_phone_key
                """);
    }

    private Mono<Map<String, Long>> hashed() {
        return counts("SELECT key_id, count(*) FROM member_phone GROUP BY key_id");
    }

    private Mono<Map<String, Long>> counts(String sql) {
        return database.sql(sql)
                .map(row -> Map.entry(row.get(0, String.class), row.get(1, Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
