package org.manyhands.server.dispatch;

import java.util.List;
import org.manyhands.db.schedule.Availability;
import org.manyhands.db.schedule.Buffers;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.agent.WorkRequest;

/**
 * What waits on a host waits for it while others are idle, so a slot gets its next task shortly before it is free ({@link Buffers}); near a batch's end, when it is. A host with a slot that has
 * no task gets one whatever is predicted. How long tasks take is what was learned of the host: of what was not measured nothing is kept from it, nor where its own last runs were
 * short, whatever was expected of them.
 */
public final class BufferRule implements MatchingRule {
    private static final String NAME = "buffer";

    private final Endings endings;

    public BufferRule(Endings endings) {
        this.endings = endings;
    }

    /** Why a host gets nothing of any batch, if it has enough of everything. */
    public static boolean hasEnough(Asking asking) {
        return !hasRoom(asking, seconds(asking, false));
    }

    /** What such a host is told. */
    public static Shortfall enough(Asking asking) {
        return new Shortfall(NAME, words(asking));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean admits(Asking asking, Offer offer) {
        return hasRoom(asking, seconds(asking, ends(asking, offer)));
    }

    @Override
    public boolean goesOn(Asking asking, Offer offer) {
        return admits(asking, offer);
    }

    /** It has enough to do. */
    @Override
    public boolean wantsMore() {
        return false;
    }

    private boolean ends(Asking asking, Offer offer) {
        return endings.of(offer.batch().id(), asking.known().nowMillis())
                .map(seen -> seen.ending().begun())
                .orElse(false);
    }

    private static boolean hasRoom(Asking asking, double bufferSeconds) {
        SlotLoad load = asking.load();
        return load.hasFreeSlot() || load.firstFreeSeconds() < bufferSeconds || runsAreShort(asking);
    }

    private static double seconds(Asking asking, boolean ends) {
        // Nobody notes who works while it cannot be reached, so whoever is often away may be one of these.
        return Buffers.seconds(availability(asking), true, ends);
    }

    /** By what the host measured itself: it asks for so many seconds of work, and how many results it takes for that. */
    private static boolean runsAreShort(Asking asking) {
        WorkRequest wanted = asking.wanted();
        return wanted.fuelPerSecond() > 0 && wanted.seconds() < wanted.results() * seconds(asking, false);
    }

    private static Availability availability(Asking asking) {
        return asking.host().presence().availability();
    }

    @Override
    public String words(Asking asking, long results, List<Offer> offers) {
        return MatchingRule.waiting(results) + " for whoever is free first: " + words(asking);
    }

    private static String words(Asking asking) {
        return "each slot of this host has a task, and gets the next one "
                + Math.round(seconds(asking, false) / 60)
                + " minutes before it is done, as far as is predicted, or near a batch's end when it is";
    }
}
