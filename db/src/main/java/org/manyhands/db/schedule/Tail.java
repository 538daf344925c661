package org.manyhands.db.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The end of a batch. When the last tasks are handed out, those that slow and silent hosts hold are copied to fast and reliable ones, the
 * one that would come last first: LATE (Zaharia et al. 2008) with what hosts' availability adds. No first copy goes to a host that
 * would start it too late.
 */
public final class Tail {
    /** Copies beyond the quorum may cost this share of a batch's work, in hundredths. */
    public static final int EXTRA_PERCENT = 8;

    /** At so many copies under way on hosts that were heard of lately, a work unit gets no further one. */
    public static final int MOST_LIVE = 2;

    /** Copies begin so many times their own length before nothing waits any more: most go to what silent hosts hold. */
    static final double EARLY = 2;

    /** A copy is made when it is more likely than this to come back first, while more is under way than there is room for copies. */
    static final double RISK = 0.7;

    /** The same when every work unit under way may have one and next to none waits. */
    static final double RISK_WITH_ROOM = 0.2;

    /** The same at the very end. */
    static final double LEAST_RISK = 0.02;

    /** No more than so many copies wait where each is made at little risk: fast hosts take what is lost first. */
    static final int MOST_WAITING = 3;

    /** So long only fast and reliable hosts get a copy, seconds: all that are on have called by then. Afterwards any host does. */
    public static final double PATIENCE_SECONDS = 600;

    /** A first copy is not given to a host that takes so many times as long as a fast one. */
    static final double LATE_START = 1.35;

    /** A host that keeps less than this share of its promises gets no copy of the tail. */
    static final double RELIABLE = 0.9;

    private static final long LEAST_EXTRA = 2;

    private Tail() {}

    /**
     * A work unit that is under way.
     *
     * @param unit its id
     * @param left until enough copies are back, by the earliest of those under way
     * @param copySeconds that a copy on a fast host takes
     * @param live copies that are still needed beyond, those under way on hosts that were heard of lately
     * @param waiting true when a copy of it waits for a host
     * @param size how much of the room for further copies one takes: pieces of the input, 1 where all work units are alike
     */
    public record Flight(long unit, Prediction left, double copySeconds, int live, boolean waiting, double size) {
        /** Probability that a copy made when nothing waits any more comes back before what is under way. */
        double risk(double drainSeconds) {
            return left.longerThan(drainSeconds + copySeconds);
        }
    }

    private record Risky(Flight flight, double risk) {}

    /** True when what waits is handed out before a task given out now comes back: copies begin to pay. */
    public static boolean begun(double drainSeconds, double copySeconds) {
        return drainSeconds <= EARLY * copySeconds;
    }

    /** How many copies beyond the quorum a batch may have in all, in pieces of the input. */
    public static long allowance(long totalUnits, int quorum) {
        return Math.max(LEAST_EXTRA, totalUnits * quorum * EXTRA_PERCENT / 100);
    }

    /**
     * Work units to copy, the most likely to be overtaken first. While more is under way than copies are allowed for, only what is
     * more likely overtaken than not; once each could have one, little risk is enough, as long as copies do not wait for hosts.
     *
     * @param drainSeconds until nothing waits any more at the present pace
     * @param room for copies that are still allowed
     */
    public static List<Flight> toCopy(List<Flight> flights, double drainSeconds, double room) {
        double all = flights.stream().mapToDouble(Flight::size).sum();
        double bar = all > room ? RISK : drainSeconds > 0 ? RISK_WITH_ROOM : LEAST_RISK;
        long waiting = flights.stream().filter(Flight::waiting).count();
        List<Risky> overtaken = flights.stream()
                .filter(flight -> !flight.waiting() && flight.live() < MOST_LIVE)
                .map(flight -> new Risky(flight, flight.risk(drainSeconds)))
                .filter(risky -> risky.risk() > bar)
                .sorted(Comparator.comparingDouble((Risky risky) -> -risky.risk())
                        .thenComparingLong(risky -> risky.flight().unit()))
                .toList();
        List<Flight> chosen = new ArrayList<>();
        double used = 0;
        for (Risky risky : overtaken) {
            Flight flight = risky.flight();
            boolean early = risky.risk() <= RISK && waiting + chosen.size() >= MOST_WAITING;
            if (!early && used + flight.size() <= room) {
                used += flight.size();
                chosen.add(flight);
            }
        }
        return chosen;
    }

    /** True when a host is fast and reliable enough for a copy of the tail. */
    public static boolean suits(Prediction turnaround, double reliability, double fastSeconds) {
        return reliability >= RELIABLE && turnaround.quantile(Prediction.P80) <= fastSeconds;
    }

    /** True when a host is so slow that a first copy which it starts now would come after all others. */
    public static boolean startsTooLate(Prediction turnaround, double drainSeconds, double copySeconds) {
        return turnaround.medianSeconds() > drainSeconds + LATE_START * copySeconds;
    }
}
