package org.manyhands.server.dispatch;

import java.util.List;
import java.util.Map;
import org.manyhands.db.result.Result;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.AccountId;

/**
 * A claimed block as it was read.
 *
 * @param priority lower is handed out earlier
 * @param units those with UNSENT results in this block
 */
public record ReadyBlock(long id, Offer offer, int priority, List<Unit> units) {
    /**
     * A work unit of the block.
     *
     * @param copies UNSENT, by copy number
     * @param claims accounts that may not have one of them, each with the time until which that is certain, milliseconds of
     *     the database's clock
     */
    public record Unit(WorkUnit unit, List<Result> copies, Map<AccountId, Long> claims) {}
}
