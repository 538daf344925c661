package org.manyhands.sandbox.meter;

/** Ends a run that this machine cannot bring to its end; the message says why and what would help. */
public final class HostFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HostFailedException(String message) {
        super(message);
    }

    public HostFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
