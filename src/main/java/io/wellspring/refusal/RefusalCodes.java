package io.wellspring.refusal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * All codes that there are. No list names them: they are the constants of the enumerations of the application whose names
 * end in "Refusal", found by the names of their files. Two codes of one text are refused at the start.
 */
public final class RefusalCodes {

    /** The order in which codes are listed, because it stays when a code moves to another room. */
    public static final Comparator<RefusalCode> BY_TEXT = Comparator.comparing(RefusalCode::text);

    private static final String HOUSE = RefusalCodes.class.getPackageName().replaceFirst("\\.refusal$", "");

    private static final Map<String, RefusalCode> FOUND = byText(found());

    private RefusalCodes() {}

    /** In the order of their texts. */
    public static Collection<RefusalCode> all() {
        return FOUND.values();
    }

    /**
     * The code of this text, such as "plan-full". Outcomes of commands that older versions wrote have the name of its
     * constant instead, such as "PLAN_FULL".
     *
     * @throws IllegalArgumentException when there is none
     */
    public static RefusalCode of(String textOrName) {
        return find(textOrName)
                .orElseThrow(() -> new IllegalArgumentException("no such code of a refusal: " + textOrName));
    }

    /** The same; empty when there is none. */
    public static Optional<RefusalCode> find(String textOrName) {
        return Optional.ofNullable(FOUND.get(textOrName.toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    /** The rooms that have codes, by their packages: "member", "plan.equity.rules". */
    static List<String> rooms() {
        return all().stream().map(RefusalCodes::room).distinct().sorted().toList();
    }

    static String room(RefusalCode code) {
        return code.getClass().getPackageName().substring(HOUSE.length() + 1);
    }

    static Map<String, RefusalCode> byText(Stream<RefusalCode> codes) {
        Map<String, RefusalCode> byText = new TreeMap<>();
        codes.forEach(code -> {
            RefusalCode twin = byText.putIfAbsent(code.text(), code);
            if (twin != null) {
                throw new IllegalStateException("%s is a code of %s and of %s"
                        .formatted(
                                code.text(),
                                twin.getClass().getName(),
                                code.getClass().getName()));
            }
        });
        return byText;
    }

    private static Stream<RefusalCode> found() {
        try {
            Resource[] files = new PathMatchingResourcePatternResolver(RefusalCodes.class.getClassLoader())
                    .getResources("classpath*:" + HOUSE.replace('.', '/') + "/**/*Refusal.class");
            return Arrays.stream(files).map(RefusalCodes::type).flatMap(RefusalCodes::codesOf);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<RefusalCode> codesOf(Class<?> type) {
        return type.isEnum() && RefusalCode.class.isAssignableFrom(type)
                ? Arrays.stream(type.getEnumConstants()).map(RefusalCode.class::cast)
                : Stream.empty();
    }

    private static Class<?> type(Resource file) {
        try {
            String path = file.getURL().getPath();
            String name = path.substring(path.lastIndexOf(HOUSE.replace('.', '/')), path.lastIndexOf('.'));
            return Class.forName(name.replace('/', '.'), false, RefusalCodes.class.getClassLoader());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ClassNotFoundException | LinkageError failure) {
            throw new IllegalStateException("cannot be read: " + file, failure);
        }
    }
}
