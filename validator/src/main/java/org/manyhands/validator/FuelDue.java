package org.manyhands.validator;

import java.util.List;
import java.util.Objects;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;

/** How much fuel a valid copy is paid for. */
final class FuelDue {
    /** Work units differ: an honest host must not lose by the quote's few samples. */
    private static final long VARIATION = 2;

    private FuelDue() {}

    /**
     * All that it claims where another host's run says the same, for the digest covers the fuel. Where one run was taken on trust or on a
     * verifier's word nothing confirms the claim: it is capped at twice the most that the quote measured in its samples, for each piece of the input. So it is in all of a
     * batch with a verifier: two hosts that say the same there, of a failure or after the decision, are believed whoever they are.
     *
     * @param verified whether the batch has a verifier
     * @param all copies of the work unit
     * @param valid those that are valid from now on
     */
    static long of(Batch batch, boolean verified, Result copy, List<Result> all, List<Result> valid) {
        return confirmed(verified, copy, all, valid) ? copy.fuel() : capped(batch, copy);
    }

    /** Those of earlier decisions that were paid up to the cap, and that these confirm: the rest is due to them. */
    static List<Result> newlyConfirmed(Batch batch, boolean verified, List<Result> all, List<Result> valid) {
        return all.stream()
                .filter(copy -> copy.state() == ResultState.VALID && capped(batch, copy) < copy.fuel())
                .filter(copy -> confirmed(verified, copy, all, valid))
                .toList();
    }

    private static long capped(Batch batch, Result copy) {
        return batch.quote() == null
                ? copy.fuel()
                : Math.min(copy.fuel(), VARIATION * batch.quote().largestFuel() * copy.pieces());
    }

    private static boolean confirmed(boolean verified, Result copy, List<Result> all, List<Result> valid) {
        return !verified
                && all.stream()
                        .filter(other -> other.state() == ResultState.VALID || valid.contains(other))
                        .anyMatch(other -> !Objects.equals(other.host(), copy.host())
                                && other.digest().equals(copy.digest()));
    }
}
