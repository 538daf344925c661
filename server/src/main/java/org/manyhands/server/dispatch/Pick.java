package org.manyhands.server.dispatch;

import org.manyhands.db.batch.Batch;
import org.manyhands.db.result.Result;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.AccountId;

/**
 * A result taken out of the ready work for a host. Whoever has it must say what became of it, after the transaction has
 * ended: {@link ReadyWork#sent}, {@link ReadyWork#gone} or {@link ReadyWork#putBack}.
 *
 * @param result as it was when it was read: UNSENT
 * @param seeker for whose host
 */
public record Pick(Result result, WorkUnit unit, Batch batch, Seeker seeker) {
    /** Whose host it is. */
    public AccountId account() {
        return seeker.account();
    }

    /** What the quote measured, 0 when it is not known. */
    public long expectedFuel() {
        return batch.expectedFuel(unit.pieces());
    }
}
