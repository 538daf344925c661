package org.manyhands.bench.dispatch.history;

/**
 * How large the past of a project is.
 *
 * @param units work units that are done, in batches of {@link #BATCH_UNITS}
 * @param hosts computers that did them, in turn
 * @param players how many of these hosts are played later, at equal distances
 * @param seed of the played hosts' keys
 */
public record Past(long units, int hosts, int players, long seed) {
    static final long BATCH_UNITS = 10_000;
    static final int HOSTS_OF_AN_ACCOUNT = 10;
    /** Fuel of each result, and microcredits that it earned: a million fuel costs a thousand. */
    static final long FUEL = 1_000_000;

    static final long CREDIT = 1_000;

    /** One in so many hosts is played. */
    public int stride() {
        return Math.max(1, hosts / players);
    }

    long batches() {
        return (units + BATCH_UNITS - 1) / BATCH_UNITS;
    }

    long accounts() {
        return ((long) hosts + HOSTS_OF_AN_ACCOUNT - 1) / HOSTS_OF_AN_ACCOUNT;
    }

    long unitsOf(long batch) {
        return Math.min(BATCH_UNITS, units - batch * BATCH_UNITS);
    }

    /** How many results a host has. */
    long resultsOf(long host) {
        return units / hosts + (host < units % hosts ? 1 : 0);
    }

    /** What a database notes of its past, so that it is used again and not loaded twice. */
    String words() {
        return units + " work units, " + hosts + " hosts, " + players + " of them played";
    }
}
