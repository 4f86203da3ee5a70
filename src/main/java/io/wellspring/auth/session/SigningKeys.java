package io.wellspring.auth.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of access tokens: the first signs, all verify. A new key is added behind, published, then moved to the
 * front, and the old one leaves when its last token has expired: nobody is signed out.
 */
public record SigningKeys(List<ECKey> keys) {

    static SigningKeys parse(String jwkSet) {
        try {
            List<ECKey> keys = new ArrayList<>();
            for (JWK key : JWKSet.parse(jwkSet).getKeys()) {
                keys.add(named(key));
            }
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("There is no signing key.");
            }
            return new SigningKeys(List.copyOf(keys));
        } catch (ParseException | JOSEException unreadable) {
            // The failure would quote the key, so it is not passed on.
            throw new IllegalArgumentException("The signing keys are not a JWK set.");
        }
    }

    public ECKey first() {
        return keys.get(0);
    }

    JWKSet all() {
        return new JWKSet(List.<JWK>copyOf(keys));
    }

    /** Never the keys. */
    @Override
    public String toString() {
        return "SigningKeys[" + keys.size() + "]";
    }

    private static ECKey named(JWK key) throws JOSEException {
        if (!(key instanceof ECKey ec) || !ec.isPrivate() || !Curve.P_256.equals(ec.getCurve())) {
            throw new IllegalArgumentException("A signing key is a private key on the curve P-256.");
        }
        return ec.getKeyID() == null
                ? new ECKey.Builder(ec).keyIDFromThumbprint().build()
                : ec;
    }
}
