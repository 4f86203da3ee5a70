package io.wellspring.plan.kind;

import io.wellspring.ledger.Book;
import io.wellspring.ledger.Ledger;
import io.wellspring.ledger.Posting;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.log.Decision;
import io.wellspring.plan.log.Decision.Status;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Plays commands through a rulebook as the writer does, batch by batch, over the real tables, and takes everything back at
 * the end: so the same commands can be played again over the same holdings.
 */
final class RulebookPlay {

    private final PlanNode node;
    private final Rulebook rulebook;
    private final PlanVersion version;
    private final List<Integer> sizes;
    private final Deque<Command> left;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();
    private final List<String> brokenLaws = new ArrayList<>();
    private final List<String> leftByRefusals = new ArrayList<>();
    private final List<String> notRead = new ArrayList<>();
    private Plan plan;
    private int batches;

    /** @param sizes of the first batches; what is left is one more */
    private RulebookPlay(
            PlanNode node,
            Rulebook rulebook,
            Plan plan,
            PlanVersion version,
            List<Command> commands,
            List<Integer> sizes) {
        this.node = node;
        this.rulebook = rulebook;
        this.plan = plan;
        this.version = version;
        this.left = new ArrayDeque<>(commands);
        this.sizes = sizes;
    }

    /**
     * What came of it.
     *
     * @param leftByRefusals commands that were refused and changed something all the same
     * @param notRead states that were not the same after they were written and read
     */
    record Result(
            List<Decision> decisions,
            List<Move> moves,
            String state,
            List<String> brokenLaws,
            List<String> leftByRefusals,
            List<String> notRead) {}

    static Result of(
            PlanNode node,
            Rulebook rulebook,
            Plan plan,
            PlanVersion version,
            List<Command> commands,
            List<Integer> sizes) {
        RulebookPlay play = new RulebookPlay(node, rulebook, plan, version, commands, sizes);
        return PlanNode.now(node.the(TransactionalOperator.class)
                .execute(transaction -> {
                    transaction.setRollbackOnly();
                    return play.all().thenReturn(play);
                })
                .next()
                .map(RulebookPlay::result));
    }

    private Result result() {
        return new Result(decisions, moves, plan.state(), brokenLaws, leftByRefusals, notRead);
    }

    private Mono<Void> all() {
        return Mono.defer(this::batch)
                .repeat(() -> !left.isEmpty() || rulebook.hasToResume(plan))
                .then();
    }

    private Mono<Void> batch() {
        boolean resumes = rulebook.hasToResume(plan);
        List<Command> next = resumes ? List.of() : next();
        return rulebook.open(plan, version, next).flatMap(run -> {
            int before = decisions.size();
            if (resumes) {
                run.resume();
            } else {
                next.forEach(command -> decide(run, command));
            }
            return write(run, decisions.size() - before);
        });
    }

    private List<Command> next() {
        int size = batches < sizes.size() ? sizes.get(batches) : left.size();
        batches++;
        return left.stream().limit(size).toList();
    }

    private void decide(Run run, Command command) {
        if (run.isUnfinished()) {
            return;
        }
        String before =
                run.state() + run.moves() + run.balance(Objects.requireNonNull(command.memberId()), AssetCode.QUOTA);
        Decision decision = run.decide(command, decisions.size() + 1L);
        String after = run.state() + run.moves() + run.balance(command.memberId(), AssetCode.QUOTA);
        if (decision.status() == Status.REFUSED && !before.equals(after)) {
            leftByRefusals.add(command + " made of " + before + " " + after);
        }
        decisions.add(decision);
        left.remove();
    }

    private Mono<Void> write(Run run, int decided) {
        brokenLaws.addAll(run.brokenLaws());
        moves.addAll(run.moves());
        long first = decided == 0 ? plan.lastPosition() : plan.lastPosition() + 1;
        Plan changed = plan.decided(decided, run.state());
        Posting posting = Posting.ofCommands(
                Book.ofPlan(plan.id(), rulebook.chart()), plan.openDay(), first, changed.lastPosition(), run.moves());
        return run.save()
                .then(node.the(Ledger.class).post(posting))
                .then(Mono.defer(() -> rulebook.open(changed, version, List.of())))
                .doOnNext(again -> compare(run.state(), again.state()))
                .then(Mono.fromRunnable(() -> plan = changed));
    }

    private void compare(String written, String read) {
        if (!node.json().readTree(written).equals(node.json().readTree(read))) {
            notRead.add(written + " was read as " + read);
        }
    }
}
