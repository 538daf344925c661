package org.manyhands.protocol.crypto;

import java.nio.charset.StandardCharsets;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.json.MalformedJsonException;

/**
 * A message with its signature. The payload is carried as the very text that was signed, so that it is verified before
 * it is parsed and never has to be written again in the same way. The signature is over the bytes of
 * {@code purpose + "\n" + payload}, so that what was signed for one purpose cannot be used for another.
 *
 * @param payload JSON text
 * @param key the public key that signed it; whether to trust that key is the reader's question
 * @param signature 128 hexadecimal digits
 */
public record Signed(String payload, VerifyingKey key, String signature) {

    public static Signed sign(KeyPurpose purpose, Object payload, SigningKey key) {
        String text = Json.write(payload);
        return new Signed(text, key.verifyingKey(), key.sign(message(purpose, text)));
    }

    /**
     * Verifies the signature with a trusted key, then reads the payload.
     *
     * @throws SignatureException when the envelope names another key, the signature is wrong, or the payload is no such
     *     value
     */
    public <T> T open(KeyPurpose purpose, VerifyingKey trusted, Class<T> type) throws SignatureException {
        if (!key.equals(trusted)) {
            throw new SignatureException(
                    type.getSimpleName() + " is signed by key " + key.fingerprint() + ", not by the project's "
                            + purpose.name().toLowerCase(java.util.Locale.ROOT) + " key " + trusted.fingerprint());
        }
        if (!trusted.verifies(message(purpose, payload), signature)) {
            throw new SignatureException("the signature of " + type.getSimpleName() + " by key " + trusted.fingerprint()
                    + " is wrong: it was altered on its way, or made by somebody else");
        }
        try {
            return Json.read(payload, type);
        } catch (MalformedJsonException e) {
            throw new SignatureException("a signed " + type.getSimpleName() + " cannot be read: " + e.getMessage());
        }
    }

    private static byte[] message(KeyPurpose purpose, String payload) {
        return ("manyhands-" + purpose.name() + "\n" + payload).getBytes(StandardCharsets.UTF_8);
    }
}
