package io.wellspring.auth.caller;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling: the principal of every authenticated request.
 *
 * @param id the member's or operator's number, or the mall's name
 * @param session none for a mall, whose tokens stand alone
 * @param secretId of the mall's secret for which the token was issued
 * @param expiresAt when the token ends that was shown; none for one that is yet to be issued
 */
public record SignedIn(
        Kind kind,
        String id,
        @Nullable UUID session,
        @Nullable Long secretId,
        @Nullable Instant expiresAt) {

    /** A caller to whom a token is to be issued. */
    public SignedIn(Kind kind, String id, @Nullable UUID session) {
        this(kind, id, session, null, null);
    }

    /** A mall that has shown this secret. */
    public static SignedIn mall(String id, long secretId) {
        return new SignedIn(Kind.CLIENT, id, null, secretId, null);
    }

    /** What sort of caller; each has a role of its name. */
    public enum Kind {
        MEMBER,
        OPERATOR,
        CLIENT
    }

    /** The member's id; asking it of another kind of caller is a mistake in the security chain. */
    public long memberId() {
        if (kind != Kind.MEMBER) {
            throw new IllegalStateException("A " + kind + " called where only members may.");
        }
        return Long.parseLong(id);
    }

    /** The operator's id; asking it of another kind of caller is a mistake in the security chain. */
    public long operatorId() {
        if (kind != Kind.OPERATOR) {
            throw new IllegalStateException("A " + kind + " called where only operators may.");
        }
        return Long.parseLong(id);
    }
}
