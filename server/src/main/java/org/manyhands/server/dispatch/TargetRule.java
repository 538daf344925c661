package org.manyhands.server.dispatch;

import java.util.List;
import org.manyhands.protocol.research.BatchSpec.Target;

/** A batch whose researcher named hosts or accounts goes to these only. */
public final class TargetRule implements MatchingRule {
    @Override
    public String name() {
        return "target";
    }

    @Override
    public boolean admits(Asking asking, Offer offer) {
        Target target = offer.batch().spec().target();
        return target == null
                || !target.names()
                || target.hosts().contains(asking.host().id())
                || offer.targetAccounts().contains(asking.host().accountId());
    }

    @Override
    public String words(Asking asking, long results, List<Offer> offers) {
        return MatchingRule.waiting(results) + " for certain hosts or accounts only, and host "
                + asking.host().id() + " of account " + asking.host().accountId() + " is none of them";
    }
}
