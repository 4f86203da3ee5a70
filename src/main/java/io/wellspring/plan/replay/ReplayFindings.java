package io.wellspring.plan.replay;

import io.wellspring.ledger.PostedLine;
import io.wellspring.ledger.PostingSpan;
import io.wellspring.plan.log.DecidedCommand;
import io.wellspring.plan.log.DecidedLog;
import io.wellspring.plan.log.Decision;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.register.RecordedVersion;
import io.wellspring.plan.register.WithdrawnVersion;
import io.wellspring.plan.replay.ReplayNote.Difference;
import io.wellspring.plan.replay.ReplayNote.What;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a replay finds not to be as it should: each comparison that needs nothing but the two sides stands here. */
final class ReplayFindings {

    private static final String NOTHING = "nothing";

    private final JsonMapper json;
    private final Fingerprints fingerprints;
    private final List<Difference> differences = new ArrayList<>();
    private long covered;

    ReplayFindings(JsonMapper json) {
        this.json = json;
        this.fingerprints = new Fingerprints(json);
    }

    /** What was found since this was asked last. */
    List<Difference> taken() {
        List<Difference> taken = List.copyOf(differences);
        differences.clear();
        return taken;
    }

    void add(Difference difference) {
        differences.add(difference);
    }

    /** Postings follow each other; one that finished what was left has the last position of the one before. */
    void border(PostingSpan span) {
        boolean follows = span.firstPosition() > covered && span.lastPosition() >= span.firstPosition();
        boolean finishes = span.firstPosition() == covered && span.lastPosition() == covered;
        if (!follows && !finishes) {
            String found = "from " + span.firstPosition() + " to " + span.lastPosition();
            note(
                    What.POSTING_DIFFERS,
                    span.lastPosition(),
                    "posting " + span.id(),
                    "positions after " + covered,
                    found);
        }
        covered = span.lastPosition();
    }

    void posting(PostedLine line, @Nullable PostingSpan span) {
        boolean covers = span != null
                && line.position() != null
                && span.firstPosition() <= line.position()
                && line.position() <= span.lastPosition();
        if (!covers) {
            String found = "posting " + line.postingId();
            note(What.LINE_UNEXPECTED, line.position(), "line " + line.id(), "a posting that covers it", found);
        }
    }

    void closedDay(LocalDate day, Plan plan, DecidedLog.@Nullable ClosedDay closed) {
        boolean same =
                closed != null && closed.lastPosition() == plan.lastPosition() && isSame(plan.state(), closed.state());
        if (!same) {
            String expected = plan.lastPosition() + " " + plan.state();
            String found = closed == null ? NOTHING : closed.lastPosition() + " " + closed.state();
            note(What.CLOSED_DAY_DIFFERS, plan.lastPosition(), "day " + day, expected, found);
        }
    }

    void command(Plan plan, DecidedCommand command, Decision decision) {
        String outcome = json.writeValueAsString(decision.outcome());
        if (!command.status().equals(decision.status().name())
                || !decision.isRefusedFor(command.refusal())
                || !isSame(outcome, command.outcome())) {
            String expected = decision.status() + " " + outcome;
            note(What.OUTCOME_DIFFERS, command.position(), "log", expected, command.status() + " " + command.outcome());
        }
        if (command.day().isBefore(plan.openDay())) {
            note(What.DAY_DIFFERS, command.position(), "log", "" + plan.openDay(), "" + command.day());
        }
        if (!fingerprints.agree(plan.id(), command)) {
            String body = command.command().body();
            note(What.BODY_CHANGED, command.position(), "log", "what its fingerprint was taken of", body);
        }
    }

    /** @param broken the names of laws that a batch breaks whose last command has this position */
    void laws(long position, List<String> broken) {
        broken.forEach(law -> note(What.LAW_BROKEN, position, "plan", law, "broken"));
    }

    void version(@Nullable Long position, int number, @Nullable PlanVersion expected, @Nullable PlanVersion found) {
        note(What.VERSION_DIFFERS, position, "version " + number, text(expected), text(found));
    }

    void withdrawal(int number, @Nullable WithdrawnVersion expected, RecordedVersion.@Nullable Withdrawal found) {
        note(
                What.VERSION_DIFFERS,
                expected == null ? null : expected.position(),
                "withdrawal of version " + number,
                expected == null ? NOTHING : "at position " + expected.position(),
                found == null ? NOTHING : "at position " + found.position());
    }

    private static String text(@Nullable PlanVersion version) {
        return version == null ? NOTHING : version.effectiveDay() + " " + version.parameters();
    }

    private boolean isSame(String one, String other) {
        return json.readTree(one).equals(json.readTree(other));
    }

    private void note(What what, @Nullable Long position, String where, String expected, String found) {
        differences.add(new Difference(what, position, where, expected, found));
    }
}
