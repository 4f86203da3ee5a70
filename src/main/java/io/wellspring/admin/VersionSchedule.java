package io.wellspring.admin;

import io.wellspring.auth.caller.SignedIn;
import io.wellspring.plan.catalogue.VersionHistory;
import io.wellspring.plan.catalogue.VersionPreviews;
import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.log.LoggedCommand;
import io.wellspring.plan.log.NewCommand;
import io.wellspring.plan.log.ParameterChange;
import io.wellspring.plan.log.PlanLog;
import io.wellspring.plan.log.Submissions;
import io.wellspring.plan.log.VersionOutcome;
import io.wellspring.plan.log.VersionWithdrawal;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands changes of parameters, and versions that are taken back, to a plan's log. They are checked before, so that a
 * mistake is told at once.
 */
@Component
class VersionSchedule {

    private static final Set<CommandKind> OF_VERSIONS =
            Set.of(CommandKind.PARAMETERS, CommandKind.PARAMETER_CHANGE, CommandKind.VERSION_WITHDRAWAL);

    private final VersionPreviews previews;
    private final VersionHistory versions;
    private final Submissions submissions;
    private final PlanLog log;
    private final JsonMapper json;

    VersionSchedule(
            VersionPreviews previews, VersionHistory versions, Submissions submissions, PlanLog log, JsonMapper json) {
        this.previews = previews;
        this.versions = versions;
        this.submissions = submissions;
        this.log = log;
        this.json = json;
    }

    Mono<VersionPreview> preview(long planId, ParameterChange change) {
        return previews.of(planId, change).map(VersionPreview::of);
    }

    /** @param key under which a repeat finds the first answer again */
    Mono<VersionChange> change(SignedIn operator, String key, long planId, ParameterChange change) {
        NewCommand command =
                command(operator, key, planId, CommandKind.PARAMETER_CHANGE, change, change.fingerprint(planId));
        return submissions.submit(command, previews.of(planId, change)).flatMap(this::told);
    }

    /** @param key under which a repeat finds the first answer again */
    Mono<VersionChange> withdraw(SignedIn operator, String key, long planId, VersionWithdrawal withdrawal) {
        NewCommand command = command(
                operator, key, planId, CommandKind.VERSION_WITHDRAWAL, withdrawal, withdrawal.fingerprint(planId));
        return submissions
                .submit(command, previews.requireWithdrawable(planId, withdrawal.number()))
                .flatMap(this::told);
    }

    Mono<VersionChange> find(long planId, long id) {
        return log.find(id)
                .filter(command -> command.planId() == planId && OF_VERSIONS.contains(command.kind()))
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)))
                .flatMap(this::told);
    }

    /** A decided one with the version that it made or took back, as that stands by now. */
    private Mono<VersionChange> told(LoggedCommand command) {
        if (!command.isDecided()) {
            return Mono.just(VersionChange.pending(command));
        }
        return Mono.fromCallable(() -> command.result(VersionOutcome.class)).flatMap(outcome -> told(command, outcome));
    }

    private Mono<VersionChange> told(LoggedCommand command, VersionOutcome outcome) {
        return outcome.number() == null
                ? Mono.just(VersionChange.ofWhole(command, outcome))
                : versions.numbered(command.planId(), outcome.number())
                        .map(version -> VersionChange.of(command, version))
                        .switchIfEmpty(Mono.fromSupplier(() -> VersionChange.ofWhole(command, outcome)));
    }

    private NewCommand command(
            SignedIn operator, String key, long planId, CommandKind kind, Object body, byte[] fingerprint) {
        return new NewCommand(
                planId, "operator:" + operator.id(), key, kind, null, json.writeValueAsString(body), fingerprint);
    }
}
