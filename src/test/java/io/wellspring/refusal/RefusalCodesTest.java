package io.wellspring.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Codes are found in whichever room they are, and no two have one text. */
class RefusalCodesTest {

    @Test
    void everyCodeOfEveryRoomIsFound() {
        assertThat(RefusalCodes.all()).hasSizeGreaterThan(100).containsExactlyInAnyOrderElementsOf(written());
    }

    @Test
    void aCodeIsFoundByItsTextAndByTheNameOfItsConstant() {
        assertThat(RefusalCodes.of("plan-full")).isEqualTo(GeneralRefusal.PLAN_FULL);
        assertThat(RefusalCodes.of("PLAN_FULL")).isEqualTo(GeneralRefusal.PLAN_FULL);
        assertThat(RefusalCodes.all()).allSatisfy(code -> {
            assertThat(RefusalCodes.of(code.text())).isSameAs(code);
            assertThat(RefusalCodes.of(code.name())).isSameAs(code);
        });
    }

    @Test
    void anUnknownTextIsRefused() {
        assertThatThrownBy(() -> RefusalCodes.of("never-heard-of"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("never-heard-of");
    }

    @Test
    void twoCodesOfOneTextAreRefused() {
        assertThatThrownBy(() -> RefusalCodes.byText(Stream.of(GeneralRefusal.PLAN_FULL, Twin.PLAN_FULL)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("plan-full")
                .hasMessageContaining(Twin.class.getName());
    }

    private static List<RefusalCode> written() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.wellspring").stream()
                        .filter(type -> type.isEnum() && type.isAssignableTo(RefusalCode.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                        .map(RefusalCode.class::cast)
                        .toList();
    }

    private enum Twin implements RefusalCode {
        PLAN_FULL;

        @Override
        public RefusalClass kind() {
            return RefusalClass.CONFLICT;
        }
    }
}
