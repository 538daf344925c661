package org.manyhands.sandbox;

import java.util.List;

/**
 * Everything a run left behind.
 *
 * @param outcome how it ended
 * @param fuel fuel used; equal to the limit when the limit on fuel was reached
 * @param stdout what is kept of standard output
 * @param stderr what is kept of standard error
 * @param outputs the files of {@code /out}, sorted by path; the bytes lie in the request's output directory
 * @param digest {@link OutcomeDigest} of all above, or the empty string when the outcome is not deterministic
 * @param module SHA-256 of the instrumented module that ran
 * @param weightsVersion version of the weight table that fuel is counted by
 * @param memoryPeakBytes most linear memory
 * @param wallMillis wall-clock time in milliseconds, without pauses and rests, with that of the attempts it goes on from
 * @param backtrace where the program was when it was ended; not part of the digest
 */
public record RunOutcome(
        Outcome outcome,
        long fuel,
        CapturedStream stdout,
        CapturedStream stderr,
        List<OutputFile> outputs,
        String digest,
        String module,
        int weightsVersion,
        long memoryPeakBytes,
        long wallMillis,
        Backtrace backtrace) {
    public RunOutcome {
        outputs = List.copyOf(outputs);
    }

    /** An outcome without a backtrace. */
    public RunOutcome(
            Outcome outcome,
            long fuel,
            CapturedStream stdout,
            CapturedStream stderr,
            List<OutputFile> outputs,
            String digest,
            String module,
            int weightsVersion,
            long memoryPeakBytes,
            long wallMillis) {
        this(
                outcome,
                fuel,
                stdout,
                stderr,
                outputs,
                digest,
                module,
                weightsVersion,
                memoryPeakBytes,
                wallMillis,
                Backtrace.NONE);
    }
}
