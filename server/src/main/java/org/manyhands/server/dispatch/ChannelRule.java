package org.manyhands.server.dispatch;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.manyhands.protocol.agent.Channel;

/** Application versions that are still tried out go to hosts only whose owners want to take part in that. */
public final class ChannelRule implements MatchingRule {
    private final Supplier<Facts> facts;

    public ChannelRule(Supplier<Facts> facts) {
        this.facts = facts;
    }

    @Override
    public String name() {
        return "channel";
    }

    @Override
    public boolean admits(Asking asking, Offer offer) {
        return asking.choice().channels().contains(facts.get().terms(offer).channel());
    }

    @Override
    public String words(Asking asking, long results, List<Offer> offers) {
        return MatchingRule.waiting(results) + " of "
                + offers.stream()
                        .map(offer -> "'" + offer.applicationName() + "' " + offer.version() + " ("
                                + facts.get().terms(offer).channel().label() + ")")
                        .distinct()
                        .collect(Collectors.joining(", "))
                + ", and this host takes versions from "
                + asking.choice().channels().stream()
                        .map(Channel::label)
                        .sorted()
                        .collect(Collectors.joining(", "))
                + "; 'agent choose --channels' changes that";
    }
}
