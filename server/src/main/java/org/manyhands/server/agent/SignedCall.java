package org.manyhands.server.agent;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.host.Host;
import org.manyhands.protocol.agent.CallSignature;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.crypto.VerifyingKey;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.HostId;

/** The headers by which a host proves that a call is its own. */
record SignedCall(long sequence, String signature) {
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");

    static SignedCall of(HttpHeaders headers) {
        String sequence = required(headers, Protocol.SEQUENCE_HEADER, "the call's sequence number");
        try {
            return new SignedCall(
                    Long.parseLong(sequence),
                    wellFormed(required(headers, Protocol.SIGNATURE_HEADER, "the call's signature")));
        } catch (NumberFormatException e) {
            throw malformed(Protocol.SEQUENCE_HEADER, sequence, "a whole number");
        }
    }

    /** The host that the call says it is from; not proven yet. */
    static HostId host(HttpHeaders headers) {
        String text = required(headers, Protocol.HOST_HEADER, "the identifier that attach answered");
        try {
            return HostId.of(text);
        } catch (IllegalArgumentException e) {
            throw malformed(Protocol.HOST_HEADER, text, "the identifier that attach answered");
        }
    }

    void verify(Host host, String projectId, String path, String bodySha256) {
        verify(new VerifyingKey(host.publicKey()), projectId, path, bodySha256);
    }

    void verify(VerifyingKey key, String projectId, String path, String bodySha256) {
        if (!key.verifies(CallSignature.message(projectId, path, sequence, bodySha256), signature)) {
            throw new RefusedException(
                    ErrorCode.WRONG_SIGNATURE,
                    "the signature of the call to " + path + " with sequence number " + sequence
                            + " does not verify with host key " + key.fingerprint()
                            + "; the body was altered on its way, or another key signed");
        }
    }

    private static String wellFormed(String signature) {
        if (!SIGNATURE.matcher(signature).matches()) {
            throw new RefusedException(
                    ErrorCode.WRONG_SIGNATURE,
                    "the header " + Protocol.SIGNATURE_HEADER + " has " + signature.length()
                            + " characters that are no signature; expected 128 lower-case hexadecimal digits");
        }
        return signature;
    }

    private static String required(HttpHeaders headers, String name, String meaning) {
        @Nullable String value = headers.getHeaderString(name);
        if (value == null || value.isBlank()) {
            throw malformed(name, "", meaning);
        }
        return value.strip();
    }

    private static RefusedException malformed(String header, String found, String expected) {
        return new RefusedException(
                ErrorCode.MALFORMED_REQUEST,
                "the header " + header + (found.isEmpty() ? " is missing" : " is '" + found + "'") + "; expected "
                        + expected);
    }
}
