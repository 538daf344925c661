package org.manyhands.db.ledger;

import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.TransferId;

/** A pending transfer that is neither posted nor voided. */
public record PendingTransfer(
        TransferId id,
        LedgerAccount from,
        LedgerAccount to,
        long microcredits,
        BatchId batch,
        ResultId result,
        long heldUntilMillis) {}
