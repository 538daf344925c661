package org.manyhands.protocol.crypto;

/** A signature is missing, wrong, or made by a key that is not trusted for it. */
public final class SignatureException extends Exception {
    private static final long serialVersionUID = 1L;

    public SignatureException(String message) {
        super(message);
    }
}
