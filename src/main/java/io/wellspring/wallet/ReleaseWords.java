package io.wellspring.wallet;

import io.wellspring.plan.release.ExplainedRelease;
import io.wellspring.plan.release.ExplainedRelease.Early;
import io.wellspring.plan.release.ExplainedRelease.Part;
import io.wellspring.refusal.RefusalTexts;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/**
 * Puts the numbers of a day's releases into the formulas of {@code src/docs/plans/release.md}, in the caller's
 * language.
 */
final class ReleaseWords {

    private final ResourceBundle texts;
    private final String[] ordinals;

    ReleaseWords(RefusalTexts language) {
        this.texts = ResourceBundle.getBundle(
                "releases",
                language.locale(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
        this.ordinals = texts.getString("ordinals").split(",");
    }

    /** One line for each step, so that anybody can work it out again. */
    List<String> formulas(ExplainedRelease release) {
        if (release.whyNothing() != null) {
            return List.of(texts.getString("nothing." + release.whyNothing()));
        }
        List<String> lines = new ArrayList<>();
        long remaining = release.remaining() - release.due();
        lines.add(line("static", points(release.due()), points(release.remaining()), points(remaining)));
        for (int n = 0; n < release.generations().size(); n++) {
            Part part = release.generations().get(n);
            lines.add(line(
                    "generation",
                    ordinals[n],
                    points(part.below()),
                    part.rate().percent(),
                    points(part.rate().floorOf(part.below()))));
        }
        lines.add(early("referral", release.referral(), remaining));
        remaining -= release.referral().released();
        if (release.star() != null) {
            lines.add(line("team", sum(release.team()), points(release.teams().earned())));
            lines.add(early("team.released", release.teams(), remaining));
            remaining -= release.teams().released();
        }
        Part peers = release.peers();
        if (peers != null) {
            lines.add(line(
                    "peer",
                    points(peers.below()),
                    peers.rate().percent(),
                    points(release.peer().earned())));
            lines.add(early("peer.released", release.peer(), remaining));
        }
        return lines;
    }

    private String early(String key, Early early, long remaining) {
        return line(key, points(early.earned()), points(remaining), points(early.released()));
    }

    private static String sum(List<Part> parts) {
        return parts.isEmpty()
                ? points(0)
                : parts.stream()
                        .map(part -> points(part.below()) + " × " + part.rate().percent())
                        .collect(Collectors.joining(" + "));
    }

    private String line(String key, String... numbers) {
        return new MessageFormat(texts.getString(key), Locale.ROOT).format(numbers);
    }

    private static String points(long amount) {
        return Amount.format(amount, AssetCode.POINT);
    }
}
