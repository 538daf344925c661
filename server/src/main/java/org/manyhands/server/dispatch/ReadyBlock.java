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
 * @param wanted who is to take them
 * @param units those with UNSENT results in this block
 */
public record ReadyBlock(long id, Offer offer, int priority, Wanted wanted, List<Unit> units) {
    /** One that any host may have. */
    public ReadyBlock(long id, Offer offer, int priority, List<Unit> units) {
        this(id, offer, priority, Wanted.ANYBODY, units);
    }

    /**
     * Who is to take a block's results.
     *
     * @param fastSeconds hosts that return within so many seconds in four of five cases; 0: any
     * @param sinceMillis when the block was made
     */
    public record Wanted(long fastSeconds, long sinceMillis) {
        /** Any host. */
        public static final Wanted ANYBODY = new Wanted(0, 0);
    }

    /**
     * A work unit of the block.
     *
     * @param copies UNSENT, by copy number
     * @param claims accounts that have or had one, and may have no other
     */
    public record Unit(WorkUnit unit, List<Result> copies, Map<AccountId, Claim> claims) {}
}
