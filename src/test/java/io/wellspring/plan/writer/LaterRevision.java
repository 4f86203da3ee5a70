package io.wellspring.plan.writer;

import io.wellspring.plan.kind.Rulebook;
import io.wellspring.plan.replay.KindReplays;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;

/** Adds a later revision of the rules of EQUITY plans, which keeps its state in another form, to a node that registers it. */
class LaterRevision {

    interface Rules extends Rulebook, KindReplays {}

    @Bean
    Rules laterEquityRules(@Qualifier("secondEquityRules") Rulebook before) {
        return (Rules) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Rules.class},
                (proxy, method, given) -> answer(before, method, given));
    }

    private static Object answer(Rulebook before, Method method, Object[] given) throws Throwable {
        return switch (method.getName()) {
            case "revision" -> before.revision() + 1;
            case "hasToResume", "isSettling", "isUnfinished", "open", "close" ->
                throw new IllegalStateException("a state that earlier rules wrote");
            default -> same(before, method, given);
        };
    }

    private static Object same(Rulebook before, Method method, Object[] given) throws Throwable {
        try {
            return method.invoke(before, given);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
