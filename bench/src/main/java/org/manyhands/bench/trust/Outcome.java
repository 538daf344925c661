package org.manyhands.bench.trust;

/**
 * What a run counted.
 *
 * @param units whose answers are final
 * @param executions of all copies, also of work units that are not final yet
 * @param accepted work units that were accepted, final or held
 * @param wrongAtFirst accepted ones whose first accepted answer was wrong
 * @param wrong final ones whose answer is wrong
 * @param reopened how often an accepted work unit was opened again
 * @param excludedBad bad hosts that were excluded
 * @param excludedOthers others that were excluded: hosts on bad memory, mostly
 */
record Outcome(
        long units,
        long executions,
        long accepted,
        long wrongAtFirst,
        long wrong,
        long reopened,
        int excludedBad,
        int excludedOthers) {
    double executionsPerUnit() {
        return (double) executions / accepted;
    }

    double wrongRate() {
        return (double) wrong / units;
    }
}
