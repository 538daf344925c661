package org.manyhands.sandbox;

/** The slot process could not be started, or ended in the middle of what it was asked for. */
public final class SlotException extends Exception {
    private static final long serialVersionUID = 1L;

    public SlotException(String message) {
        super(message);
    }

    public SlotException(String message, Throwable cause) {
        super(message, cause);
    }
}
