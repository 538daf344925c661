package org.manyhands.server.dispatch;

import java.util.List;
import java.util.stream.Collectors;

/** A host whose results of an application version ended in errors or did not come back gets few of them a day (docs/matching.md). */
public final class QuotaRule implements MatchingRule {
    @Override
    public String name() {
        return "quota";
    }

    @Override
    public boolean admits(Asking asking, Offer offer) {
        return true;
    }

    @Override
    public int most(Asking asking, Offer offer) {
        Allowance allowance = asking.allowances().get(offer.batch().appVersionId());
        return allowance == null ? Integer.MAX_VALUE : allowance.left();
    }

    @Override
    public String words(Asking asking, long results, List<Offer> offers) {
        return MatchingRule.waiting(results)
                + " kept back, since results of this host ended in errors or did not come back: "
                + offers.stream().map(offer -> words(asking, offer)).distinct().collect(Collectors.joining(", "))
                + "; each result that comes back well doubles that, and a day begins at 0:00 UTC";
    }

    private static String words(Asking asking, Offer offer) {
        Allowance allowance = asking.allowances().get(offer.batch().appVersionId());
        return "it may have " + (allowance == null ? 0 : allowance.aDay()) + " a day of '" + offer.applicationName()
                + "'";
    }
}
