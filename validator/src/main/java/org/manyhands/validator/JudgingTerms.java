package org.manyhands.validator;

import java.time.Duration;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.config.TrustPolicy;
import org.manyhands.validator.trust.Assumptions;

/**
 * By what the project judges.
 *
 * @param creditHold how long earned credit is held before it is released
 * @param assumptions what trust in hosts rests on
 * @param goldenShare of answers that two hosts gave, so many are asked of a further host; 0 to 1
 */
public record JudgingTerms(Duration creditHold, Assumptions assumptions, double goldenShare) {
    /** Without golden tasks. */
    public JudgingTerms(Duration creditHold, Assumptions assumptions) {
        this(creditHold, assumptions, 0);
    }

    /** As a project's configuration has it. */
    public static JudgingTerms of(ProjectConfig.Policy policy) {
        TrustPolicy trust = policy.trust();
        return new JudgingTerms(
                policy.creditHold(),
                new Assumptions(trust.colludingShare(), trust.faultRate(), trust.resultsPerHost()),
                trust.goldenShare());
    }
}
