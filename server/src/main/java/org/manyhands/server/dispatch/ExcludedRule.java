package org.manyhands.server.dispatch;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A host whose results for an application were found wrong gets no more of its work: its word counts for nothing there (docs/trust.md). */
public final class ExcludedRule implements MatchingRule {
    private final Supplier<Facts> facts;

    public ExcludedRule(Supplier<Facts> facts) {
        this.facts = facts;
    }

    @Override
    public String name() {
        return "excluded";
    }

    @Override
    public boolean admits(Asking asking, Offer offer) {
        return !facts.get().excludes(asking.host().id(), offer.application());
    }

    @Override
    public String words(Asking asking, long results, List<Offer> offers) {
        String names = offers.stream()
                .map(offer -> "'" + offer.applicationName() + "'")
                .distinct()
                .collect(Collectors.joining(", "));
        return MatchingRule.waiting(results) + " of " + names + ", and host "
                + asking.host().id()
                + " is excluded there because results of it were found wrong; './manyhands hosts "
                + asking.host().id() + "' shows when and how";
    }
}
