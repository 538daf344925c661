package org.manyhands.generator;

import org.manyhands.db.batch.Batch;

/**
 * How much is cut ahead of the hosts.
 *
 * @param unsentResults results of a batch that may wait for a host; never the whole batch
 * @param blockUnits most work units of one transaction
 */
public record Stock(long unsentResults, int blockUnits) {
    public static final Stock DEFAULT = new Stock(400, 100);

    public Stock {
        if (unsentResults < 1 || blockUnits < 1) {
            throw new IllegalArgumentException("a stock needs at least one result and one work unit a block; found "
                    + unsentResults + " and " + blockUnits);
        }
    }

    /**
     * Up to which index a batch may be cut now, exclusive; its cursor when nothing may be cut. The canaries go first,
     * alone: the others wait until each of them is decided. (The validator pauses the batch in the transaction that lets
     * a canary fail. So a running batch without open canaries has none that failed, or a person resumed it nevertheless.)
     *
     * @param unsent its UNSENT results
     * @param open its OPEN work units
     */
    public long end(Batch batch, long unsent, long open) {
        long cursor = batch.cursor();
        boolean canariesUnderWay = cursor == batch.canaries() && open > 0;
        long room = (unsentResults - unsent) / batch.quorum();
        boolean nothingWaits = unsent == 0;
        if (canariesUnderWay || (room < 1 && !nothingWaits)) {
            return cursor;
        }
        long stop = cursor < batch.canaries() ? batch.canaries() : batch.totalUnits();
        return Math.min(stop, cursor + Math.min(Math.max(1, room), blockUnits));
    }
}
