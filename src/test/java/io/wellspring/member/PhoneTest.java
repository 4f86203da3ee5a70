package io.wellspring.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.refusal.Refusal;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {

    private static final Phone PHONE = new Phone("+8613800138000");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13800138000",
                " 138 0013 8000 ",
                "138-0013-8000",
                "+86 138-0013-8000",
                "+8613800138000",
                "0086 13800138000",
                "008613800138000",
                "１３８００１３８０００",
                "＋８６ １３８ ００１３ ８０００",
                "8613800138000",
                "86 138 0013 8000",
                "(+86) 138 0013 8000",
                "+86（138）00138000",
                "138.0013.8000",
                "138－0013－8000",
                "\u3000138\u00a00013\u202f8000\u00a0",
                "\u202a+86 138\u200b0013\u20118000\u202c",
                "\t13800138000\n"
            })
    void everyWayOfWritingANumberIsOneNumber(String written) {
        assertThat(Phone.parse(written)).isEqualTo(PHONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "010 8888 8888",
                "13800138000 ext. 5",
                "1-800-FLOWERS",
                "tel:+8613800138000",
                "12800138000",
                "138001380001",
                "+999 123456789",
                "13800138000;13800138001",
                "13800138000 13800138001",
                "+86 +86 13800138000",
                "1380013800O",
                "+",
                "-13800138000-13800138000-13800138000-13800138000-13800138000",
                "086 13800138000",
                "\u202a\u202c"
            })
    void whatIsNoMobileNumberIsRefused(String written) {
        assertThatThrownBy(() -> Phone.parse(written))
                .isInstanceOf(Refusal.class)
                .hasMessage("phone-invalid");
    }

    @Test
    void aNumberShowsItselfMasked() {
        assertThat(PHONE.masked()).isEqualTo("138****8000");
        assertThat(PHONE).hasToString("138****8000");
        assertThat(Phone.parse("+44 7400 123456").masked()).isEqualTo("+44****3456");
    }

    @Test
    void aNumberSurvivesEncryptionAndNeverLooksTheSameTwice() {
        PhoneCipher cipher = cipher("a:" + key());
        assertThat(cipher.encrypt(PHONE)).isNotEqualTo(cipher.encrypt(PHONE));
        assertThat(cipher.decrypt(cipher.encrypt(PHONE))).isEqualTo(PHONE);
    }

    @Test
    void whatAnOldKeyWroteIsReadAndFoundAfterANewKeyHasCome() {
        String old = "old:" + key();
        PhoneCipher before = cipher(old);
        PhoneCipher after = cipher("new:" + key() + "," + old);
        assertThat(after.decrypt(before.encrypt(PHONE))).isEqualTo(PHONE);
        assertThat(after.hashes(PHONE)).contains(before.hashes(PHONE).get(0));
    }

    @Test
    void aNumberThatWasTamperedWithIsNotRead() {
        PhoneCipher cipher = cipher("a:" + key());
        byte[] stored = cipher.encrypt(PHONE);
        stored[stored.length - 1] ^= 1;
        assertThatThrownBy(() -> cipher.decrypt(stored)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "a:c2hvcnQ=", ":", "a b:c2hvcnQ="})
    void aSettingThatHoldsNoKeyStopsTheStart(String setting) {
        assertThatThrownBy(() -> PhoneKey.list(setting)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoKeysOfOneNameStopTheStart() {
        assertThatThrownBy(() -> PhoneKey.list("a:" + key() + ",a:" + key()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PhoneCipher cipher(String keys) {
        return new PhoneCipher(PhoneKey.list(keys), new SecureRandom());
    }

    private static String key() {
        byte[] key = new byte[PhoneKey.BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
