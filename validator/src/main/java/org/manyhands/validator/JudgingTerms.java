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
 */
public record JudgingTerms(Duration creditHold, Assumptions assumptions) {
    /** As a project's configuration has it. */
    public static JudgingTerms of(ProjectConfig.Policy policy) {
        TrustPolicy trust = policy.trust();
        return new JudgingTerms(
                policy.creditHold(),
                new Assumptions(trust.colludingShare(), trust.faultRate(), trust.resultsPerHost()));
    }
}
