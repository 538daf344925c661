package org.manyhands.server.account;

import java.security.SecureRandom;
import java.util.Base64;
import org.manyhands.protocol.crypto.Digests;

/** Access tokens: 256 random bits, shown once, stored as SHA-256. */
public final class Tokens {
    private static final int BYTES = 32;
    private final SecureRandom random;

    public Tokens(SecureRandom random) {
        this.random = random;
    }

    public String make() {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return "mh_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** What is stored of a token. */
    public static String digest(String token) {
        return Digests.sha256(token.strip());
    }
}
