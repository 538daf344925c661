package org.manyhands.validator.verify;

import java.nio.file.Path;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotSettings;

/**
 * Where verifiers run.
 *
 * @param directory for the cache of compiled code
 * @param limits of one answer
 * @param wallMillis how long one answer may take on this machine
 */
public record VerifierRoom(Path directory, Limits limits, long wallMillis) {
    /** A verifier is cheap, or it is none: some ten seconds of one core. */
    private static final Limits CHEAP = new Limits(20_000_000_000L, 128L << 20, 1L << 20, 16);

    private static final long ONE_MINUTE = 60_000;

    /** With the limits that docs/trust.md names. */
    public static VerifierRoom in(Path directory) {
        return new VerifierRoom(directory, CHEAP, ONE_MINUTE);
    }

    Slot open() {
        return Slot.open(SlotSettings.in(directory).forLimits(limits));
    }
}
