package org.manyhands.agent.file;

/** A file cannot be what was signed: its bytes have another digest, or the description contradicts itself. */
public final class WrongContentException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongContentException(String message) {
        super(message);
    }
}
