package io.wellspring.ledger;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.wellspring.value.Move;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The door: posts moves as lines and balances, inside the transaction of the one who calls. */
@Component
public class Ledger {

    private final DatabaseClient database;
    private final MemberAccounts members;
    private final PlanAccounts plans;

    Ledger(DatabaseClient database, MemberAccounts members, PlanAccounts plans) {
        this.database = database;
        this.members = members;
        this.plans = plans;
    }

    /**
     * Writes a posting. Call it last in the transaction: it locks balances that other plans share, in sorted order.
     *
     * @return the posting's id; empty where there is nothing to move
     */
    public Mono<Long> post(Posting posting) {
        if (posting.moves().isEmpty()) {
            return Mono.empty();
        }
        List<Move.OfMember> ofMembers = of(Move.OfMember.class, posting);
        List<Move.OfPlan> ofPlan = PlanAccounts.summed(of(Move.OfPlan.class, posting));
        return Mono.zip(insert(posting), plans.change(posting, ofPlan), members.change(posting, ofMembers))
                .flatMap(done -> plans.insert(done.getT1(), posting, ofPlan, done.getT2())
                        .then(members.insert(done.getT1(), posting, ofMembers, done.getT3()))
                        .thenReturn(done.getT1()));
    }

    private Mono<Long> insert(Posting posting) {
        return database.sql("""
                        INSERT INTO ledger_posting
                               (id, plan_id, business_day, first_position, last_position, cause, corrects)
                        VALUES (nextval('ledger_posting_id'), :plan, :day, :first, :last, :cause, :corrects)
                        RETURNING id
                        """)
                .bind("plan", posting.planId())
                .bind("day", posting.businessDay())
                .bind("first", Parameters.in(R2dbcType.BIGINT, posting.firstPosition()))
                .bind("last", Parameters.in(R2dbcType.BIGINT, posting.lastPosition()))
                .bind("cause", Parameters.in(R2dbcType.VARCHAR, posting.cause()))
                .bind("corrects", Parameters.in(R2dbcType.BIGINT, posting.corrects()))
                .mapValue(Long.class)
                .one();
    }

    private static <M extends Move> List<M> of(Class<M> side, Posting posting) {
        return posting.moves().stream().filter(side::isInstance).map(side::cast).toList();
    }
}
