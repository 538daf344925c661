package org.manyhands.protocol.research;

import java.util.Objects;
import org.manyhands.protocol.research.BatchSpec.CopyLimits;

/**
 * Asks for another try of the failed work units of a batch.
 *
 * @param limits for the whole batch from now on; 0 leaves a limit as it is, and the quorum stays in any case
 * @param fund whether what the escrow lacks may be taken from the account
 */
public record Retry(CopyLimits limits, boolean fund) {
    public Retry {
        limits = Objects.requireNonNullElse(limits, CopyLimits.DEFAULTS);
    }
}
