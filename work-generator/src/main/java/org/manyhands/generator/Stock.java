package org.manyhands.generator;

import org.manyhands.db.batch.Batch;

/**
 * How much is cut ahead of the servers: what they take in ten seconds, so that they never wait for it, within two bounds.
 *
 * @param leastResults results of a batch that may wait however slowly they are taken; never the whole batch, unless it is small
 * @param mostResults results of a batch that may wait at most
 * @param blockUnits most work units of one transaction
 */
public record Stock(long leastResults, long mostResults, int blockUnits) {
    public static final Stock DEFAULT = new Stock(400, 40_000, 400);

    private static final long AHEAD_SECONDS = 10;

    public Stock {
        if (leastResults < 1 || mostResults < leastResults || blockUnits < 1) {
            throw new IllegalArgumentException("a stock needs at least one result, a most that is not below it, and at"
                    + " least one work unit a block; found " + leastResults + ", " + mostResults + " and "
                    + blockUnits);
        }
    }

    /**
     * Up to which index a batch may be cut now, exclusive; its cursor when nothing may be cut. The canaries go first,
     * alone: the others wait until each of them is decided. (The validator pauses the batch in the transaction that lets
     * a canary fail. So a running batch without open canaries has none that failed, or a person resumed it nevertheless.)
     * It is cut when half a block or more is missing: small blocks cost as much as large ones.
     *
     * @param waiting its results that wait for a server
     * @param open its OPEN work units
     * @param takenPerSecond its results that servers take in a second
     */
    public long end(Batch batch, long waiting, long open, long takenPerSecond) {
        long cursor = batch.cursor();
        boolean canariesUnderWay = cursor == batch.canaries() && open > 0;
        long wanted = Math.max(leastResults, Math.min(mostResults, takenPerSecond * AHEAD_SECONDS));
        long room = (wanted - waiting) / batch.copiesAtFirst();
        long worthwhile = Math.max(1, Math.min(blockUnits, leastResults / batch.copiesAtFirst()) / 2);
        boolean nothingWaits = waiting == 0;
        if (canariesUnderWay || (room < worthwhile && !nothingWaits)) {
            return cursor;
        }
        long stop = cursor < batch.canaries() ? batch.canaries() : batch.totalUnits();
        return Math.min(stop, cursor + Math.min(Math.max(1, room), blockUnits));
    }
}
