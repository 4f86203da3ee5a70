package io.wellspring.database;

import io.r2dbc.spi.ConnectionFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.context.Context;

/**
 * Transactions that a caller may leave at any moment. With Spring's own manager, one who leaves while a transaction
 * begins leaves it open on a connection of the pool, and the statements of others then run in it, uncommitted. Here the
 * beginning is seen through and then undone.
 */
@Component
public class Transactions implements ReactiveTransactionManager {

    private static final Logger log = LoggerFactory.getLogger(Transactions.class);

    private final R2dbcTransactionManager transactions;

    public Transactions(ConnectionFactory connections) {
        this.transactions = new R2dbcTransactionManager(connections);
    }

    @Override
    public Mono<ReactiveTransaction> getReactiveTransaction(@Nullable TransactionDefinition definition) {
        return Mono.create(caller -> new Beginning(caller).with(transactions.getReactiveTransaction(definition)));
    }

    @Override
    public Mono<Void> commit(ReactiveTransaction transaction) {
        return transactions.commit(transaction);
    }

    @Override
    public Mono<Void> rollback(ReactiveTransaction transaction) {
        return transactions.rollback(transaction);
    }

    /** A transaction on its way to a caller, who may be gone when it comes. */
    private final class Beginning {

        private final MonoSink<ReactiveTransaction> caller;
        private final AtomicBoolean left = new AtomicBoolean();
        private final AtomicReference<@Nullable ReactiveTransaction> begun = new AtomicReference<>();

        Beginning(MonoSink<ReactiveTransaction> caller) {
            this.caller = caller;
        }

        void with(Mono<ReactiveTransaction> transaction) {
            Context context = Context.of(caller.contextView());
            caller.onCancel(this::leave);
            transaction.subscribe(this::deliver, caller::error, () -> {}, context);
        }

        private void leave() {
            left.set(true);
            undo();
        }

        private void deliver(ReactiveTransaction transaction) {
            begun.set(transaction);
            if (left.get()) {
                undo();
            } else {
                // A caller who leaves just now is noticed either by the sink, which calls leave(), or by whom it tells.
                caller.success(transaction);
            }
        }

        private void undo() {
            ReactiveTransaction transaction = begun.getAndSet(null);
            if (transaction != null) {
                rollback(transaction)
                        .contextWrite(Context.of(caller.contextView()))
                        .subscribe(done -> {}, failure -> log.warn("a transaction could not be undone", failure));
            }
        }
    }
}
