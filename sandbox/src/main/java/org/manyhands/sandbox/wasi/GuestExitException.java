package org.manyhands.sandbox.wasi;

/** The guest called {@code proc_exit}. Passes through the guest's frames, so it carries no stack trace. */
public final class GuestExitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public GuestExitException(int exitCode) {
        super("exit " + exitCode, null, false, false);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
