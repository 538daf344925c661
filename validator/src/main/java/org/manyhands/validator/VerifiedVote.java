package org.manyhands.validator;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.check.AnswerCheck;
import org.manyhands.db.check.AnswerCheck.Verdict;
import org.manyhands.db.result.Result;
import org.manyhands.validator.trust.Ruling;
import org.manyhands.validator.trust.Ruling.Why;

/**
 * An answer is taken when the application's verifier called it right, on whoever's word. There is nothing to look at when the program
 * failed: that is believed when two hosts say so.
 *
 * @param checks what is known of the work unit's answers, by digest
 */
record VerifiedVote(Map<String, AnswerCheck> checks) implements Vote {
    private static final int AGREE_ON_FAILURE = 2;

    @Override
    public Ruling rule(List<List<Result>> camps) {
        boolean waiting = false;
        int failing = -1;
        int failed = 0;
        for (int at = 0; at < camps.size(); at++) {
            Result first = camps.get(at).get(0);
            if (!success(first)) {
                if (camps.get(at).size() > failed) {
                    failing = at;
                    failed = camps.get(at).size();
                }
            } else if (verdict(first) == Verdict.RIGHT) {
                return new Ruling.Accept(at, 0);
            } else {
                waiting |= verdict(first) != Verdict.WRONG;
            }
        }
        if (waiting) {
            return new Ruling.More(0, Why.VERIFIER);
        }
        if (failed >= AGREE_ON_FAILURE) {
            return new Ruling.Accept(failing, Double.NaN);
        }
        return camps.isEmpty() ? new Ruling.More(1, Why.NOTHING_YET) : new Ruling.More(1, Why.NONE_RIGHT);
    }

    @Override
    public String wanted() {
        return "the application's verifier called none right";
    }

    @Override
    public Other other(Result copy) {
        if (!success(copy)) {
            return Other.WRONG;
        }
        Verdict verdict = verdict(copy);
        return verdict == Verdict.WRONG ? Other.WRONG : verdict == Verdict.RIGHT ? Other.RIGHT : Other.UNKNOWN;
    }

    @Override
    public String objection(Result copy, String otherwise) {
        AnswerCheck check = checks.get(copy.digest());
        if (check == null || check.verdict() != Verdict.WRONG) {
            return otherwise;
        }
        return "the application's verifier calls it wrong" + (check.reason().isEmpty() ? "" : ": " + check.reason());
    }

    /** True when there is an answer that a verifier can look at. */
    static boolean success(Result copy) {
        return Objects.requireNonNull(copy.outcome()).success();
    }

    /** Null when the verifier was not asked. */
    private @Nullable Verdict verdict(Result copy) {
        AnswerCheck check = checks.get(copy.digest());
        return check == null ? null : check.verdict();
    }
}
