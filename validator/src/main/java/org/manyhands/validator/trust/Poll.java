package org.manyhands.validator.trust;

import java.util.List;

/**
 * What the copies of a work unit say.
 *
 * @param camps in the order of their first members; empty before a copy returned
 * @param draw from 0 to below 1, the same for this revision of the work unit however often it is ruled; no host can know it
 */
public record Poll(List<Camp> camps, double draw) {
    public Poll {
        camps = List.copyOf(camps);
        if (!(draw >= 0 && draw < 1)) {
            throw new IllegalArgumentException("a draw is from 0 to below 1, found " + draw);
        }
    }

    /** The first of the largest camps; -1 without any. */
    int largest() {
        int best = -1;
        for (int at = 0; at < camps.size(); at++) {
            best = best < 0 || camps.get(at).size() > camps.get(best).size() ? at : best;
        }
        return best;
    }
}
