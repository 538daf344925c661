package org.manyhands.validator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.result.Result;

/** What is to be done about a work unit, a closed set. */
public sealed interface Decision {
    /**
     * A quorum agrees that the program did its work.
     *
     * @param canonical the first copy of those that agree
     * @param valid copies that agree, {@code canonical} among them: credit is due to each
     * @param invalid copies that returned and do not count
     * @param surplus copies that are not needed any more
     */
    record Accept(Result canonical, List<Result> valid, List<Invalid> invalid, List<Result> surplus)
            implements Decision {}

    /** A quorum agrees that the program fails: as {@link Accept}, but the work unit has failed. */
    record AgreeOnFailure(Result canonical, List<Result> valid, List<Invalid> invalid, List<Result> surplus)
            implements Decision {}

    /** The copies that there are cannot decide: so many further ones. */
    record MoreCopies(int copies) implements Decision {}

    /**
     * No quorum can come about within the limits.
     *
     * @param shown the copy whose streams may explain it, null when none returned
     * @param invalid all copies that returned
     */
    record GiveUp(String reason, @Nullable Result shown, List<Invalid> invalid, List<Result> surplus)
            implements Decision {}

    /** Copies are under way that may decide, or there is nothing left to decide. */
    record Wait() implements Decision {}

    /** A copy that does not count, and why. */
    record Invalid(Result result, String reason) {}
}
