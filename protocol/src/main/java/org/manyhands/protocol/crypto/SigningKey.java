package org.manyhands.protocol.crypto;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** An Ed25519 private key (RFC 8032). */
public final class SigningKey {
    private final Ed25519PrivateKeyParameters key;

    private SigningKey(Ed25519PrivateKeyParameters key) {
        this.key = key;
    }

    public static SigningKey generate(SecureRandom random) {
        return new SigningKey(new Ed25519PrivateKeyParameters(random));
    }

    /**
     * Reads the 32-byte seed, as 64 hexadecimal digits.
     *
     * @throws IllegalArgumentException when the text is anything else; the message does not repeat it
     */
    public static SigningKey ofSeed(String hex) {
        byte[] seed;
        try {
            seed = HexFormat.of().parseHex(hex.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a private key is 64 hexadecimal digits", e);
        }
        if (seed.length != Ed25519PrivateKeyParameters.KEY_SIZE) {
            throw new IllegalArgumentException(
                    "a private key is 64 hexadecimal digits, not " + hex.strip().length());
        }
        return new SigningKey(new Ed25519PrivateKeyParameters(seed, 0));
    }

    /** The seed as 64 hexadecimal digits: keep it secret. */
    public String seed() {
        return HexFormat.of().formatHex(key.getEncoded());
    }

    public VerifyingKey verifyingKey() {
        return new VerifyingKey(HexFormat.of().formatHex(key.generatePublicKey().getEncoded()));
    }

    /** Signs a message; the signature is 128 hexadecimal digits. */
    public String sign(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        return HexFormat.of().formatHex(signer.generateSignature());
    }
}
