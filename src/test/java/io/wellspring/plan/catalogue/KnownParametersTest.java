package io.wellspring.plan.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.equity.rules.EquityParameters;
import io.wellspring.plan.loop.rules.Level;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.release.rules.ReleaseParameters;
import io.wellspring.plan.release.rules.Star;
import io.wellspring.plan.release.rules.Tier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the description says of parameters is what the kinds take. */
class KnownParametersTest {

    @Test
    void everyParameterOfEachKindIsKnownAndNoOther() {
        Set<String> taken = Stream.of(EquityParameters.class, LoopParameters.class, ReleaseParameters.class)
                .flatMap(KnownParametersTest::names)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names(KnownParameters.class)).containsExactlyInAnyOrderElementsOf(taken);
    }

    @Test
    void soAreThePartsOfParameters() {
        assertSame(KnownParameters.PlanLevel.class, Level.class);
        assertSame(KnownParameters.PlanTier.class, Tier.class);
        assertSame(KnownParameters.PlanStar.class, Star.class);
    }

    private static void assertSame(Class<?> known, Class<?> taken) {
        assertThat(names(known)).containsExactlyElementsOf(names(taken).toList());
    }

    private static Stream<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName);
    }
}
