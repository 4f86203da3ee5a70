package io.wellspring.member;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Keeps numbers unreadable at rest and findable: AES-256-GCM with the id of its key in front, and a keyed hash under
 * every active key.
 */
class PhoneCipher {

    private static final byte[] PURPOSE = "member-phone".getBytes(StandardCharsets.UTF_8);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final List<PhoneKey> keys;
    private final SecureRandom random;

    PhoneCipher(List<PhoneKey> keys, SecureRandom random) {
        this.keys = List.copyOf(keys);
        this.random = random;
        loadTheCipher();
    }

    List<PhoneKey> keys() {
        return keys;
    }

    /** The id of the key that encrypts. */
    String firstKeyId() {
        return keys.get(0).id();
    }

    /** The ids of the active keys, in the order of {@link #hashes}. */
    String[] keyIds() {
        return keys.stream().map(PhoneKey::id).toArray(String[]::new);
    }

    /** The hashes of one number under every active key, in hexadecimal, the newest key first. */
    List<String> hashes(Phone phone) {
        return keys.stream().map(key -> key.hash(phone)).toList();
    }

    byte[] encrypt(Phone phone) {
        PhoneKey key = keys.get(0);
        byte[] id = key.id().getBytes(StandardCharsets.US_ASCII);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed =
                run(Cipher.ENCRYPT_MODE, key.encryption(), nonce, phone.e164().getBytes(StandardCharsets.US_ASCII));
        return ByteBuffer.allocate(1 + id.length + nonce.length + sealed.length)
                .put((byte) id.length)
                .put(id)
                .put(nonce)
                .put(sealed)
                .array();
    }

    Phone decrypt(byte[] stored) {
        return decrypt(ByteBuffer.wrap(stored));
    }

    Phone decrypt(ByteBuffer stored) {
        ByteBuffer buffer = stored.duplicate();
        String id = new String(take(buffer, buffer.get()), StandardCharsets.US_ASCII);
        byte[] nonce = take(buffer, NONCE_BYTES);
        byte[] sealed = take(buffer, buffer.remaining());
        byte[] clear = run(Cipher.DECRYPT_MODE, key(id).encryption(), nonce, sealed);
        return new Phone(new String(clear, StandardCharsets.US_ASCII));
    }

    /** Providers of ciphers are found and loaded at the first use; that reads files, so it happens at start. */
    private void loadTheCipher() {
        Phone example = new Phone("+8613800138000");
        if (!decrypt(encrypt(example)).equals(example)) {
            throw new IllegalStateException("A phone number did not survive encryption.");
        }
    }

    private PhoneKey key(String id) {
        return keys.stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The phone key \"" + id + "\" is not configured."));
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(PURPOSE);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("A stored phone number cannot be read or written.", failure);
        }
    }

    private static byte[] take(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }
}
