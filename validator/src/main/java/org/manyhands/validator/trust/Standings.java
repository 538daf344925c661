package org.manyhands.validator.trust;

import org.manyhands.db.trust.Standing;
import org.manyhands.db.trust.TrustEvent;

/** What an event does to a standing, as a pure function. */
public final class Standings {
    /** At so many failures a host is excluded: the first one is forgiven, honest hosts have faults too. */
    public static final int FAILURES_EXCLUDE = 2;

    private Standings() {}

    /** The standing afterwards; an excluded host stays so. */
    public static Standing after(Standing before, TrustEvent event) {
        return switch (event) {
            case TAKEN_ON_TRUST ->
                new Standing(before.results() + 1, before.checks(), before.failures(), before.excluded());
            case CHECK_PASSED, GOLDEN_PASSED ->
                new Standing(before.results() + 1, before.checks() + 1, before.failures(), before.excluded());
            case CHECK_FAILED, GOLDEN_FAILED -> failed(before, before.failures() + 1 >= FAILURES_EXCLUDE);
            case LIE_SHARED -> failed(before, true);
        };
    }

    private static Standing failed(Standing before, boolean excluded) {
        return new Standing(before.results(), 0, before.failures() + 1, before.excluded() || excluded);
    }
}
