package org.manyhands.protocol.research;

import java.util.List;

/**
 * What the project assumes of its hosts, and what was measured of it; for administrators.
 *
 * @param colludingShare greatest share of hosts that may act together, 0 to 1
 * @param faultRate share of an honest host's results that are wrong by accident
 * @param resultsPerHost results that a host returns for an application before it leaves, on average
 * @param goldenShare share of answers that two hosts gave which are asked of a further host that cannot tell; 0: none
 * @param applications what was measured, by application, of a sample of hosts
 */
public record TrustView(
        double colludingShare, double faultRate, long resultsPerHost, double goldenShare, List<Measured> applications) {
    public TrustView {
        applications = List.copyOf(applications);
    }

    /**
     * Results of hosts for one application.
     *
     * @param application its name
     * @param hosts how many were looked at
     * @param gone how many of those were not heard of for a month
     * @param medianOfGone half of those that have gone returned no more results than this
     * @param resultsPerHost the mean of a host's life, from all of them; 0 while too few have gone
     */
    public record Measured(String application, long hosts, long gone, long medianOfGone, long resultsPerHost) {}
}
