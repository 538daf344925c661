package org.manyhands.protocol.crypto;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * An Ed25519 public key (RFC 8032).
 *
 * @param hex its 32 bytes as 64 lower-case hexadecimal digits
 */
public record VerifyingKey(String hex) {
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");

    @JsonCreator
    public VerifyingKey {
        if (!KEY.matcher(hex).matches()) {
            throw new IllegalArgumentException("a public key is 64 lower-case hexadecimal digits, not '" + hex + "'");
        }
    }

    /** True when the signature (128 hexadecimal digits) is this key's over the message. Never throws. */
    public boolean verifies(byte[] message, String signature) {
        if (!SIGNATURE.matcher(signature).matches()) {
            return false;
        }
        try {
            Ed25519Signer signer = new Ed25519Signer();
            signer.init(false, new Ed25519PublicKeyParameters(HexFormat.of().parseHex(hex), 0));
            signer.update(message, 0, message.length);
            return signer.verifySignature(HexFormat.of().parseHex(signature));
        } catch (RuntimeException e) {
            // Not a point of the curve: then nothing is signed by it.
            return false;
        }
    }

    /** The first 16 digits, for showing to people. */
    public String fingerprint() {
        return hex.substring(0, 16);
    }

    @JsonValue
    @Override
    public String toString() {
        return hex;
    }
}
