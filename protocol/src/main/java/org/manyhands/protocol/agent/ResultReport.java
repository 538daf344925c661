package org.manyhands.protocol.agent;

import java.util.List;
import org.manyhands.protocol.id.ResultId;

/**
 * How a result ended, as its host claims.
 *
 * @param outcome how the run ended
 * @param fuel fuel used
 * @param digest the outcome digest, 64 hexadecimal digits; empty when the outcome is the host's own
 * @param stdout what is kept of standard output
 * @param stderr what is kept of standard error
 * @param outputs manifest of {@code /out}, sorted by path
 * @param wallMillis wall-clock time it took, for statistics only
 */
public record ResultReport(
        ResultId resultId,
        OutcomeReport outcome,
        long fuel,
        String digest,
        StreamReport stdout,
        StreamReport stderr,
        List<OutputReport> outputs,
        long wallMillis) {
    public ResultReport {
        outputs = List.copyOf(outputs);
    }
}
