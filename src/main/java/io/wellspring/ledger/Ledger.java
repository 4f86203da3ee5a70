package io.wellspring.ledger;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The door: posts moves as lines and balances, inside the transaction of the one who calls. */
@Component
public class Ledger {

    private final DatabaseClient database;
    private final HolderAccounts holders;
    private final BookAccounts books;
    private final MassMoves masses;

    Ledger(DatabaseClient database, HolderAccounts holders, BookAccounts books, MassMoves masses) {
        this.database = database;
        this.holders = holders;
        this.books = books;
        this.masses = masses;
    }

    /** Opens a book, in the transaction that makes what it is the book of. One that is open already is an error. */
    public Mono<Void> open(Book book) {
        return books.open(book);
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
        List<Move.OfHolder> ofHolders = of(Move.OfHolder.class, posting);
        List<Move.OfBook> ofBook = BookAccounts.summed(of(Move.OfBook.class, posting));
        return Mono.zip(insert(posting), books.change(posting.book(), ofBook), holders.change(posting, ofHolders))
                .flatMap(done -> books.insert(done.getT1(), posting, ofBook, done.getT2())
                        .then(holders.insert(done.getT1(), posting, ofHolders, done.getT3()))
                        .thenReturn(done.getT1()));
    }

    /**
     * Writes a posting whose holders' side is a query, at the speed of the database. Call it last in the transaction, as
     * {@link #post(Posting)}; it fails where the sides do not balance.
     *
     * @return the posting's id
     */
    public Mono<Long> post(MassPosting posting) {
        Posting head = Posting.ofCause(posting.book(), posting.businessDay(), posting.cause(), List.of());
        List<Move.OfBook> ofBook = BookAccounts.summed(posting.ofBook());
        return Mono.zip(insert(head), books.change(head.book(), ofBook))
                .flatMap(done -> books.insert(done.getT1(), head, ofBook, done.getT2())
                        .then(masses.post(done.getT1(), posting))
                        .doOnNext(moved -> refuseUnbalanced(posting, moved))
                        .thenReturn(done.getT1()));
    }

    /** What one of the book's own accounts has, in the transaction of the one who asks. */
    public Mono<Long> balanceOf(Book book, String account, AssetCode asset) {
        return books.balance(book, account, asset);
    }

    /**
     * What holders have of an asset that is one for all plans, held until the transaction ends, so that what is decided
     * on it stays true; a holder who never had any is left out.
     */
    public Mono<Map<Long, Long>> balancesOf(Collection<Long> holderIds, AssetCode asset) {
        return holderIds.isEmpty() ? Mono.just(Map.of()) : holders.balances(holderIds, asset);
    }

    private static void refuseUnbalanced(MassPosting posting, Map<AssetCode, Long> moved) {
        Map<AssetCode, Long> sums = new EnumMap<>(AssetCode.class);
        sums.putAll(moved);
        posting.ofBook().forEach(move -> sums.merge(move.asset(), move.amount(), Math::addExact));
        if (sums.values().stream().anyMatch(sum -> sum != 0)) {
            throw new IllegalStateException(
                    "the posting of " + posting.cause() + " must balance per asset, but sums to " + sums);
        }
    }

    private Mono<Long> insert(Posting posting) {
        return database.sql("""
                        INSERT INTO ledger_posting
                               (id, plan_id, business_day, first_position, last_position, cause)
                        VALUES (nextval('ledger_posting_id'), :book, :day, :first, :last, :cause)
                        RETURNING id
                        """)
                .bind("book", posting.book().id())
                .bind("day", posting.businessDay())
                .bind("first", Parameters.in(R2dbcType.BIGINT, posting.firstPosition()))
                .bind("last", Parameters.in(R2dbcType.BIGINT, posting.lastPosition()))
                .bind("cause", Parameters.in(R2dbcType.VARCHAR, posting.cause()))
                .mapValue(Long.class)
                .one();
    }

    private static <M extends Move> List<M> of(Class<M> side, Posting posting) {
        return posting.moves().stream().filter(side::isInstance).map(side::cast).toList();
    }
}
