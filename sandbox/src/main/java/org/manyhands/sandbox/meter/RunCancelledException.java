package org.manyhands.sandbox.meter;

/** Ends a run that was told to stop. Passes through the guest's frames, so it carries no stack trace. */
public final class RunCancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunCancelledException() {
        super("cancelled", null, false, false);
    }
}
