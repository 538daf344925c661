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
     * @param valid copies that agree, {@code canonical} among them: credit is due to each that has none yet
     * @param invalid copies that differ, among them such that were valid in an earlier revision
     * @param surplus copies that are not needed any more: not sent yet, on their hosts, or a second one of a host or account that agrees
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

    /**
     * It was decided before these came back.
     *
     * @param valid copies that agree with what was decided: credit is due to each
     * @param invalid copies that differ
     * @param surplus copies that prove nothing: there is nothing to hold them against, or they are a second one of a host or account
     */
    record AfterDecision(List<Result> valid, List<Invalid> invalid, List<Result> surplus) implements Decision {}

    /**
     * What came back after the decision puts it in doubt: the work unit is to be opened again, with all that was said.
     *
     * @param otherwise what follows when it cannot be: the answer is final
     */
    record Dispute(String reason, AfterDecision otherwise) implements Decision {}

    /** Copies are under way that may decide, or there is nothing left to decide. */
    record Wait() implements Decision {}

    /** A copy that does not count, and why. */
    record Invalid(Result result, String reason) {}
}
