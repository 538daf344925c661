package org.manyhands.server.key;

/** The project's keys do not fit together; the message names the file and the remedy. */
public final class KeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeyException(String message) {
        super(message);
    }
}
