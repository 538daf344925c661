package org.manyhands.server.dispatch;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.Channel;
import org.manyhands.protocol.agent.WorkChoice;

/**
 * Which work a host takes, as its owner chose.
 *
 * @param applications names or {@code researcher/name}, in lower case; empty: all
 * @param channels at least one
 */
public record Choice(Set<String> applications, Set<Channel> channels) {
    /** All applications, stable versions. */
    public static final Choice STANDARD = new Choice(Set.of(), Set.of(Channel.STABLE));

    private static final int LONGEST_NAME = 200;

    /** What a host says, as far as it has a meaning here: channels that are not known do not count. */
    public static Choice of(@Nullable WorkChoice said) {
        if (said == null) {
            return STANDARD;
        }
        Set<String> applications = new LinkedHashSet<>();
        said.applications().stream()
                .limit(WorkChoice.MOST_APPLICATIONS)
                .filter(name -> name.length() <= LONGEST_NAME)
                .forEach(name -> applications.add(name.strip().toLowerCase(Locale.ROOT)));
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        said.channels().forEach(name -> Channel.named(name).ifPresent(channels::add));
        return new Choice(applications, channels.isEmpty() ? STANDARD.channels() : channels);
    }

    /** Whether it takes this application. */
    boolean takes(Offer offer) {
        String name = offer.applicationName().toLowerCase(Locale.ROOT);
        return applications.isEmpty()
                || applications.contains(name)
                || applications.contains(offer.researcher().toLowerCase(Locale.ROOT) + "/" + name);
    }
}
