package org.manyhands.server.dispatch;

import java.util.List;
import java.util.stream.Collectors;

/** A host gets work of those applications only that its owner chose. */
public final class ChoiceRule implements MatchingRule {
    @Override
    public String name() {
        return "choice";
    }

    @Override
    public boolean admits(Asking asking, Offer offer) {
        return asking.choice().takes(offer);
    }

    @Override
    public String words(Asking asking, long results, List<Offer> offers) {
        return MatchingRule.waiting(results) + " of "
                + offers.stream()
                        .map(offer -> "'" + offer.researcher() + "/" + offer.applicationName() + "'")
                        .distinct()
                        .collect(Collectors.joining(", "))
                + ", and this host's owner chose "
                + asking.choice().applications().stream()
                        .map(name -> "'" + name + "'")
                        .collect(Collectors.joining(", "))
                + "; 'agent choose' changes that";
    }
}
